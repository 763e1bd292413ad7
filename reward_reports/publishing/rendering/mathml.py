"""LaTeX formulas to MathML that is safe to put on a page.

A formula is read by our grammar and rewritten for the converter, which so meets nothing that it would misread; what it
makes passes an allow-list.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from reward_reports.publishing.rendering.mathml_styles import simplified
from reward_reports.report.formulas import Dialect, FormulaError, rewrite

if TYPE_CHECKING:
    import nh3
    from math_core import LatexToMathML

_TAGS = frozenset(
    "math mrow mi mn mo mtext mspace msub msup msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mpadded "
    "mphantom".split()
)
_ATTRIBUTES = {
    "*": {"mathvariant", "displaystyle", "scriptlevel", "class"},
    "math": {"display"},
    "mo": {"stretchy", "form", "lspace", "rspace", "movablelimits", "symmetric", "minsize", "maxsize"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mpadded": {"width", "height"},
}
_OPENING = re.compile(r"<([A-Za-z!?][^\s/>]*)")

_HELD = 0xE000
"""From here on stand the ASCII signs of words, so that the converter takes none of them for a command."""
_HOLD: dict[int, int | str] = {_HELD + code: "\ufffd" for code in range(128)}
_HOLD |= {code: _HELD + code for code in range(128) if not chr(code).isalnum()}
_FREE: dict[int, str] = {_HELD + code: html.escape(chr(code)) if code >= 32 else "\ufffd" for code in range(128)}
_FREE[_HELD + ord(" ")] = "\N{NO-BREAK SPACE}"
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def _held(words: str) -> str:
    return _BLANKS.sub(" ", words).translate(_HOLD)


_INLINE = Dialect(
    words=_held,
    name=lambda name: name.replace("-", chr(_HELD + ord("-"))),
    stacked=True,
    commands={
        "dotsb": r"\cdots ",
        "dotsi": r"\cdots ",
        "dotsm": r"\cdots ",
        "dotsc": r"\ldots ",
        "dotso": r"\ldots ",
        "smallmatrix": "matrix",
        "alignedat": "aligned",
    },
)
_DISPLAY = replace(_INLINE, display=True)


@lru_cache(1024)
def mathml(tex: str, *, display: bool = False) -> Markup | None:
    """Return a formula as MathML, or None if it holds anything that is not understood.

    Args:
        tex: LaTeX without the dollar signs.
        display: whether it stands on a line of its own.
    """
    try:
        source = rewrite(tex, _DISPLAY if display else _INLINE)
    except FormulaError:
        return None
    converted = _converted(source, display)
    result = None if converted is None else simplified(converted.translate(_FREE))
    if result is None or not set(_OPENING.findall(result)) <= _TAGS:
        return None
    return Markup(_cleaner().clean(result))  # noqa: S704 cleaned here


def _converted(source: str, display: bool) -> str | None:
    try:
        from math_core import LatexError
    except ImportError:  # there is none for browsers
        return None
    try:
        return _converter().convert_with_local_state(source, displaystyle=display)
    except LatexError:
        return None


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS), attributes=_ATTRIBUTES, clean_content_tags=set(), url_schemes=set(), link_rel=None
    )


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)
