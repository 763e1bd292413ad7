"""What the macros of LaTeX mean here: their arguments, which ones are layout, and the template's own."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reward_reports.report.model import LAYOUTS
from reward_reports.report.model.guides import guides

SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
TRANSPARENT = frozenset(
    {"multicols", "multicols*", "mdframed", "center", "flushleft", "flushright", "minipage", "adjustwidth"}
)
_TEMPLATE = ("SystemDetails", "OptIntent", "Interfaces", "Implementation", "Evaluation", "Maintenance")
ARGUMENTS = {
    "vspace": "*{", "hspace": "*{", "setlength": "{{", "addtolength": "{{", "setcounter": "{{", "captionof": "{[{",
    "caption": "*[{", "label": "{", "cref": "*{", "Cref": "*{", "autoref": "*{", "nameref": "*{", "href": "{{", "url": "{",
    "nolinkurl": "{", "bibliography": "{", "bibliographystyle": "{", "addbibresource": "[{", "input": "{", "include": "{", "subfile": "{",
    "textcolor": "[{{", "color": "[{", "fontsize": "{{", "graphicspath": "{", "thispagestyle": "{", "pagestyle": "{",
    "citep": "*[[{", "citet": "*[[{", "citealp": "*[[{", "citeauthor": "*{", "citeyear": "*{", "parencite": "*[[{", "textcite": "*[[{",
    "footcite": "*[[{", "autocite": "*[[{", "cite": "*[[{", "nocite": "{", "title": "[{", "author": "[{", "date": "{",
    "footnote": "[{", "includegraphics": "*[{", "hl": "{", "centering": "", "noindent": "", "newpage": "", "paragraph": "*[{",
    "hypertarget": "{{", "hyperlink": "{{", "parbox": "[[[{{", "chapter": "*[{", "part": "*[{", "subparagraph": "*[{",
    "texorpdfstring": "{{", "unknownchar": "{", "ensuremath": "{", "textsuperscript": "{",
}  # fmt: skip
"""Macros with their arguments: `{` needed, `[` optional, `*` a star."""
_HEADINGS_AND_PARAMETERS = re.compile(r"\\(?:sub)*section\*?\{([^{}]*)\}|#(\d)")
_ENVIRONMENTS = {
    "mdframed": "[",
    "multicols": "{[",
    "multicols*": "{[",
    "minipage": "[[[{",
    "figure": "[",
    "figure*": "[",
    "wrapfigure": "[{[{",
    "adjustwidth": "{{",
    "tabular": "[{",
    "tabular*": "{[{",
    "tabularx": "{[{",
    "longtable": "[{",
}
LAYOUT = frozenset(
    "vspace setlength addtolength setcounter label color fontsize graphicspath thispagestyle pagestyle centering noindent "
    "newpage clearpage cleardoublepage pagebreak linebreak maketitle tableofcontents listoffigures listoftables appendix onecolumn twocolumn "
    "small large Large LARGE huge Huge tiny footnotesize scriptsize normalsize selectfont bf it tt sc sf rm em bfseries itshape "
    "ttfamily medskip bigskip smallskip par hfill vfill indent raggedright item usepackage documentclass newcommand renewcommand "
    "providecommand newenvironment def let makeatletter makeatother bibliographystyle nocite hline toprule midrule bottomrule "
    "columnwidth textwidth linewidth protect sloppy balance minipage endminipage lipsum phantom hphantom vphantom "
    "addcontentsline captionsetup hypersetup endinput relax null leavevmode unskip ignorespaces allowbreak".split()
)
"""Macros that say nothing."""


@cache
def known_macros() -> Any:
    """Return the parser's macros and those above."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_environment, std_macro

    known = get_default_latex_context_db()
    known.add_context_category(
        "reports",
        macros=[std_macro(name, spec) for name, spec in ARGUMENTS.items()],
        environments=[std_environment(name, spec) for name, spec in _ENVIRONMENTS.items()],
        prepend=True,
    )
    return known


def field_titles(name: str, body: str | None = None) -> tuple[str, ...]:
    """Return the titles of a template macro's arguments; none if it is an ordinary macro.

    Args:
        name: the macro.
        body: what it stands for, if the text itself defines it.
    """
    if body is None:
        if name not in _TEMPLATE:
            return ()
        _, fields = LAYOUTS["paper"][_TEMPLATE.index(name)]
        return tuple(guides()[path].title for path in fields)
    titles: dict[int, str] = {}
    current = ""
    for title, number in _HEADINGS_AND_PARAMETERS.findall(body):
        if title:
            current = "" if "#" in title else title.replace("\\&", "&")
        elif current:
            titles[int(number)] = current
    return tuple(titles.get(number, "") for number in range(1, max(titles, default=0) + 1))
