"""The little Markdown that rules need: what is code, and what is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.linting.extract.patterns import lazy

_FENCE = lazy(r"^[ \t>]*(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CLOSING = lazy(r"^[ \t>]*[`~]{3,}[ \t]*\Z", re.MULTILINE)
_TICKS = lazy(r"`+")


def without_code(text: str) -> str:
    """Return the text with blanks in the place of code, so that every other character stays where it was."""
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(lambda match: _blanked(match[0]), text)
    if "`" in text:
        pieces, at = [], 0
        for start, end in _code_spans(text):
            pieces += [text[at:start], _blanked(text[start:end])]
            at = end
        text = "".join([*pieces, text[at:]])
    return text


def blocks_of_math(text: str) -> Iterator[tuple[str, int]]:
    """Give the formulas in blocks of code that are marked as `math`, and where they begin."""
    for match in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        opening, _, code = match[0].partition("\n")
        if opening.lstrip(" \t>`~").strip() == "math":
            formula = _CLOSING.sub("", code)
            if formula.strip():
                yield formula, match.start() + len(opening) + 1


def _blanked(code: str) -> str:
    return "\n".join(" " * len(line) for line in code.split("\n"))


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Pair each run of backticks with the next one of its length, as Markdown does, in one pass."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        later.setdefault(end - start, []).append(index)
    at = 0
    while at < len(runs):
        start, end = runs[at]
        same = later[end - start]
        while same and same[-1] <= at:
            same.pop()
        if same:
            yield start, runs[same[-1]][1]
            at = same[-1]
        at += 1


MAX_NESTED = 10
"""Lists and quotations inside so many others are shown as their source on every page."""
_MARKER = r"(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])"
_DEEP = lazy(rf"^(?:[ \t]*+{_MARKER}){{{MAX_NESTED + 1}}}|^[ \t]{{{MAX_NESTED},}}+{_MARKER}", re.MULTILINE)
_OPENING = lazy(r"([ \t]*)(?:(>)[ ]?|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))")
_RULE = lazy(r"[ \t>]*([-*_])[ \t]*(?:\1[ \t]*){2,}")


def too_deep(text: str) -> tuple[int, int] | None:
    """Return where the marks of a line stand that opens more lists and quotations than pages show, or None."""
    if not _DEEP.search(text):
        return None
    columns: list[int] = []  # where the words of the lists begin that are open
    start = 0
    for line in text.split("\n"):
        says_something = line.strip() and not _RULE.fullmatch(line)
        if says_something and _open(line, columns) + len(columns) > MAX_NESTED:
            return start, start + len(line.rstrip())
        start += len(line) + 1
    return None


def _open(line: str, columns: list[int]) -> int:
    """Close and open the lists that a line closes and opens, and return how many quotations it stands in."""
    at = quotes = 0
    expanded = line.expandtabs(4)
    while match := _OPENING.match(expanded, at):
        if match[2]:
            quotes += 1
        else:
            mark = match.end(1)
            while columns and mark < columns[-1]:
                columns.pop()
            columns.append(match.end() + 1)
        at = match.end()
    words = len(expanded) - len(expanded.lstrip(" "))
    while not at and columns and words < columns[-1]:
        columns.pop()
    return quotes
