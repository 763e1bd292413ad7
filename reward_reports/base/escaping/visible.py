r"""Makes text of others harmless and honest in a terminal, in the log of a CI run, and in a document that is printed there.

Characters that move the cursor, reorder text or hide it are written out, as `\x1b` or `\u202e`. So are commands to the
program that runs a CI job and reads what it prints: GitHub and its kin take a line that begins with `::`, behind any blanks,
or has `##[` anywhere; Azure `##vso[`, TeamCity `##teamcity[`; Buildkite folds what follows a line that begins with `--- `.
GitLab, Travis and Jenkins need control characters for theirs.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["text", "markdown", "html", "latex", "data"]
"""What is printed; `data` is escaped by its own format."""

# Control characters, separators, directions, what has no width or no shape, lone surrogates, tags and non-characters.
_ODD = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_HIDDEN = f"\t\n{_ODD}"
# Emoji and several scripts are spelt with these, between characters that are not ASCII. Elsewhere they hide something:
# GitHub's runner compares texts as people do and passes over them inside of a command.
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = (
    f"[{_HIDDEN}]"
    f"|(?<![^\x00-\x7f{_HIDDEN}{_JOINERS}])[{_JOINERS}]|[{_JOINERS}](?![^\x00-\x7f{_HIDDEN}])"
    f"|(?<![^\x00-\x7f{_HIDDEN}{_SELECTORS}])[{_SELECTORS}](?!\u20e3)"
)
_INLINE = r"(?<=#)#(?=\[|[A-Za-z]+\[)"
_COLOUR = r"\x1b\[(?:0|1|34|32|1;3[136])m"
"""What `colour` writes; no other control sequence is ours."""
# Compiled by `re` when they are first used: an English report without a fault needs none of them.
_SUSPECT = f"[{_ODD}{_JOINERS}{_SELECTORS}]|##|\t"
_IN_A_LINE = f"{_UNSEEN}|{_INLINE}"
_IN_LINES = rf"(\n|{_COLOUR})|{_UNSEEN}|{_INLINE}"
_IN_A_DOCUMENT = rf"([\n\t])|{_UNSEEN}"
_COMMAND = rf"(?m)^(?:[^\S\n]|{_COLOUR})*:(?=:)"
_COMMANDS = rf"{_COMMAND}|{_INLINE}"
_FOLD = rf"(?m)^(?:{_COLOUR})*([-+~^])(?=\1\1 )(?!-- a/|\+\+ b/)"
_MARKS = ("::", "##", "--- ", "+++ ", "~~~ ", "^^^ ")
"""What stands in every text that has a command."""
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    """Return a text on one line with everything unsafe written out.

    It can still be a command where it begins a line: only `printable` knows the lines.
    """
    return text if _is_plain(text) else re.sub(_IN_A_LINE, _write_out, text)


def printable(text: str, form: Form = "text") -> str:
    """Return lines of ours, with pieces of others in them, so that nothing in them acts on who prints or logs them.

    Pieces in a text are made `visible` before they are put in: whose line ends these are cannot be seen here. A document
    keeps what it says to those who read it as what it is: it has escapes of its own.

    Args:
        text: the lines; a text may have our colours.
        form: what they are.
    """
    legible_text = legible(text, form)
    if form == "data" or not any(mark in legible_text for mark in _MARKS):
        return legible_text
    if form == "text":
        return re.sub(_FOLD, _write_out_last, re.sub(_COMMAND, _write_out_last, legible_text))
    return re.sub(_COMMANDS, lambda found: found[0][:-1] + _ESCAPES[form](found[0][-1]), legible_text)


def legible(text: str, form: Form = "text") -> str:
    """Return the lines for a file: characters that act on a terminal, or hide text in it, are written out."""
    if form == "data" or _is_plain(text.replace("\n", "")):
        return text
    if form == "text":
        return re.sub(_IN_LINES, _kept_or_written, text)
    return re.sub(_IN_A_DOCUMENT, lambda found: found[1] or _ESCAPES[form](found[0]), text)


def unsafe_characters(text: str) -> dict[int, str]:
    """Return the places of what `visible` writes out, and how."""
    return {} if _is_plain(text) else {match.start(): _write_out(match) for match in re.finditer(_IN_A_LINE, text)}


def written_out(character: str) -> str:
    r"""Return a character as `\x1b`, `\u202e` or `\U000e0041`, as Python, YAML and JSON know it."""
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _is_plain(text: str) -> bool:
    if text.isascii():  # the usual case, and by far the fastest to tell
        return text.isprintable() and "##" not in text
    return "\n" not in text and not re.search(_SUSPECT, text)


def _write_out(match: re.Match[str]) -> str:
    return written_out(match[0])


def _kept_or_written(match: re.Match[str]) -> str:
    return match[1] or written_out(match[0])


def _write_out_last(match: re.Match[str]) -> str:
    return match[0][:-1] + written_out(match[0][-1])


def _as_entity(character: str) -> str:
    return f"&#x{ord(character):x};" if character.isprintable() or ord(character) > 0x9F else written_out(character)


def _in_markdown(character: str) -> str:
    return f"\\{character}" if character in "#:" else _as_entity(character)


def _in_latex(character: str) -> str:
    return "{}:" if character == ":" else rf"\textbackslash{{}}{written_out(character)[1:]}"


_ESCAPES = {"html": _as_entity, "markdown": _in_markdown, "latex": _in_latex}
"""How a document says a character, by its form."""
