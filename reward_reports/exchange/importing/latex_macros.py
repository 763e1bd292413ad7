"""What the macros of LaTeX mean here: their arguments, which ones are layout, and the template's own."""

from __future__ import annotations

import re
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
    "unknownchar": "{", "ensuremath": "{", "textsuperscript": "{",
}  # fmt: skip
"""Macros with their arguments: `{` needed, `[` optional, `*` a star."""
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
    "addcontentsline captionsetup hypersetup".split()
)
"""Macros that say nothing."""


def known_macros(made: dict[str, Any]) -> Any:
    """Return the parser's macros, those above, and an author's own."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_environment, std_macro

    known = get_default_latex_context_db()
    known.add_context_category(
        "reports",
        macros=[std_macro(name, spec) for name, spec in ARGUMENTS.items()],
        environments=[std_environment(name, spec) for name, spec in _ENVIRONMENTS.items()],
        prepend=True,
    )
    own = [std_macro(name, spec) for name, (spec, _) in made.items() if not field_titles(name, made)]
    known.add_context_category("own", macros=own, prepend=True)
    return known


def definitions(nodes: list[Any]) -> dict[str, tuple[str, str]]:
    """Return the macros that a text defines: their arguments and what they stand for."""
    made: dict[str, tuple[str, str]] = {}
    for node in nodes:
        if getattr(node, "macroname", "") not in ("newcommand", "renewcommand", "providecommand"):
            continue
        groups = [one.latex_verbatim() for one in (node.nodeargd.argnlist if node.nodeargd else None) or () if one]
        name = re.search(r"\\([A-Za-z]+)", groups[0] if groups[0] != "*" else groups[1]) if groups else None
        if name is None or not groups[-1].startswith("{"):
            continue
        options = [one[1:-1] for one in groups if one.startswith("[")]
        count = int(options[0]) if options and options[0].isdecimal() and len(options[0]) == 1 else 0
        spec = "[" + "{" * (count - 1) if len(options) > 1 and count else "{" * count
        made[name[1]] = (spec, groups[-1][1:-1])
    return made


def field_titles(name: str, made: dict[str, Any]) -> tuple[str, ...]:
    """Return the titles of a template macro's arguments: as the text itself defines it, else as the template does."""
    if name in made:
        order = re.findall(r"\\(?:sub)*section\*?\{([^{}]*)\}|#(\d)", made[name][1])
        titles: dict[int, str] = {}
        current = ""
        for title, number in order:
            if title:
                current = title.replace("\\&", "&")
            elif current:
                titles[int(number)] = current
        return tuple(titles.get(number, "") for number in range(1, max(titles, default=0) + 1))
    if name not in _TEMPLATE:
        return ()
    _, fields = LAYOUTS["paper"][_TEMPLATE.index(name)]
    return tuple(guides()[path].title for path in fields)
