"""Characters that LaTeX spells as commands: accents, escaped signs, signs of formulas within a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SIGNS = {
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textbar": "|",
    "textgreater": ">",
    "textless": "<",
    "textquotedbl": '"',
    "textquotesingle": "'",
}
"""Signs that the parser's table does not know, or gives as another character."""
_NOTHING = ("-", "hspace", "/", "@")
"""Where a word or a line may break."""
_MARKUP = re.compile(r"[*_`$#<\\\[\]]|\A[>+-]\Z")


@cache
def _table() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def sign(node: Any, arguments: list[str]) -> str | None:
    """Return what a macro is spelt for, as Markdown; None if it is not a sign."""
    name = node.macroname
    if name in _NOTHING:
        return ""
    if name == "unknownchar":
        return _numbered(arguments)
    if name == "ensuremath":
        return _of_a_formula(arguments)
    if name == "textsuperscript" and arguments == ["TM"]:
        return "™"
    plain = _SIGNS.get(name) or _from_the_table(node)
    return _MARKUP.sub(r"\\\g<0>", plain) if plain and len(plain) <= 2 else plain


def _numbered(arguments: list[str]) -> str | None:
    """Return the character whose number our own LaTeX writes where fonts lack it."""
    number = arguments[0] if arguments else ""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", number):
        return None
    point = int(number, 16)
    return chr(point) if 0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else None


def _of_a_formula(arguments: list[str]) -> str:
    """Return the one character that a formula within a sentence is, or the formula."""
    from pylatexenc.latex2text import LatexNodes2Text

    formula = arguments[0] if arguments else ""
    text: str = LatexNodes2Text().latex_to_text(f"${formula}$", tolerant_parsing=True).strip()
    return text if len(text) == 1 and formula != text else f"${formula}$"


def _from_the_table(node: Any) -> str | None:
    from pylatexenc.latex2text import LatexNodes2Text

    spec = _table().get_macro_spec(node.macroname)
    if spec is None or not spec.macroname or not getattr(spec, "simplify_repl", None):
        return None
    text: str = LatexNodes2Text(math_mode="verbatim").nodelist_to_text([node])
    if text == spec.simplify_repl and "%" in text:  # its arguments are missing, and the pattern came back
        raise ValueError(text)
    return text
