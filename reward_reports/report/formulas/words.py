"""Words inside formulas: what `\\text{…}` and `\\operatorname{…}` hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reward_reports.report.formulas import commands as known

if TYPE_CHECKING:
    from reward_reports.report.formulas.reader import FormulaReader

_PRINTED = {char: char for char in "{}_%&#$ "} | {
    ",": "\N{THIN SPACE}",
    "quad": "\N{NO-BREAK SPACE}",
    "/": "",
    "-": "",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
}
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’"}
_LIGATURE = re.compile("|".join(_LIGATURES))
_NAME = re.compile(r"[A-Za-z0-9*.\- ]*\Z")
_IN_NAMES = {r"\,": r"\,", r"\ ": r"\,", "~": r"\,", r"\;": r"\,", r"\:": r"\,", r"\!": ""}


def read_words(reader: FormulaReader, command: str) -> str:
    """Read words up to the end of their group; formulas and words of another kind may stand among them."""
    tokens = reader.tokens
    parts: list[str] = []
    with reader.deeper():
        if tokens.take("{"):
            _read_group(reader, command, parts)
        else:
            parts.append(_spelled(reader, command, _printed(reader, tokens.next())))
    return parts[0] if len(parts) == 1 else f"{{{''.join(parts)}}}"


def _read_group(reader: FormulaReader, command: str, parts: list[str]) -> None:
    tokens, text, open_braces = reader.tokens, "", 1
    while open_braces:
        sign = tokens.any()
        if sign in ("{", "}"):
            open_braces += 1 if sign == "{" else -1
        elif sign == "$" or sign[1:] in known.WORDS:
            parts += [_spelled(reader, command, text)] if text else []
            parts.append(_formula(reader) if sign == "$" else read_words(reader, known.WORDS[sign[1:]]))
            text = ""
        else:
            text += _printed(reader, sign)
    if text or not parts:
        parts.append(_spelled(reader, command, text))


def _formula(reader: FormulaReader) -> str:
    latex = reader.row(lambda sign: sign == "$")
    reader.tokens.expect("$")
    return f"{{{latex}}}"


def _printed(reader: FormulaReader, sign: str) -> str:
    """Return what a sign among words prints."""
    if sign == "~":
        return "\N{NO-BREAK SPACE}"
    if not sign:
        raise reader.tokens.fail("a `}` is missing")
    if sign == "%":
        raise reader.tokens.fail("`%` begins a comment in LaTeX; the sign itself is `\\%`")
    if sign[0] != "\\":
        return sign
    if sign[1:] not in _PRINTED:
        raise reader.tokens.fail(f"`{sign}` is not a command that words in formulas can hold")
    if sign[1:].isalpha():
        reader.tokens.peek()  # blanks behind the name of a command end it
    return _PRINTED[sign[1:]]


def _spelled(reader: FormulaReader, command: str, text: str) -> str:
    printed = text if command == "texttt" else _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)
    return f"\\{command}{{{reader.dialect.words(printed)}}}"


def read_name(reader: FormulaReader, star: str) -> str:
    """Read the name of an operator."""
    tokens, name = reader.tokens, ""
    tokens.expect("{")
    while (sign := tokens.any()) != "}":
        if not sign or not (sign in _IN_NAMES or _NAME.match(sign)):
            raise tokens.fail("the name of an operator is made of letters")
        name += _IN_NAMES.get(sign, sign.strip())
    return f"\\operatorname{star}{{{reader.dialect.name(name)}}}"
