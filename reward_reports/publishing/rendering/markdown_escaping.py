"""Words that no rule of Markdown touches, in any of its dialects: as few marks as will do, and no HTML."""

from __future__ import annotations

import re


class Md(str):
    """Text that is Markdown already; every other string is escaped when a template prints it."""

    __slots__ = ()


_MARK = re.compile(
    r"(?P<escaped>[`*\[\]{$~]|\\(?=[!-/:-@\[-`{-~\s]|\Z)|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.|!\Z)"
    r"|(?P<less><)|(?P<entity>&(?=#?\w+;))"
)
_AT_START = re.compile(
    r"^(?:(?P<number>\d{1,9})(?=[.)](?:[ \t]|$))|(?=[-+](?:[ \t]|$)|-[-:|]|:-|=+[ \t]*$|#{1,6}(?:[ \t]|$)|[>|]))",
    re.MULTILINE,
)
_TICKS = re.compile(r"`+")
_BLANK_ENDS = re.compile(r"^[ \t]+|(?<![ \t])[ \t]+$", re.MULTILINE)


def escaped(text: str) -> Md:
    """Return words as one line of Markdown."""
    words = marked(" ".join(text.split()))
    return Md(at_start(words.replace("|", "\\|")))


def marked(text: str) -> str:
    """Return words with a backslash before every mark in them, wherever on a line they may stand."""
    return _MARK.sub(_instead, text)


def _instead(match: re.Match[str]) -> str:
    return "&lt;" if match["less"] else "&amp;" if match["entity"] else f"\\{match[0]}"


def at_start(lines: str) -> str:
    """Return lines of Markdown so that none begins with what would make it something other than words."""
    safe = _AT_START.sub(lambda match: f"{match[0]}\\", lines)
    return _BLANK_ENDS.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), safe)


def code_span(text: str) -> str:
    """Return code within a line."""
    runs = {len(run) for run in _TICKS.findall(text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    padded = text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip())
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def code_block(text: str, info: str = "") -> str:
    """Return lines of code between fences."""
    fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(text)), 0)
    lines = text.removesuffix("\n")
    return f"{fence}{info}\n{lines}\n{fence}" if text else f"{fence}{info}\n{fence}"
