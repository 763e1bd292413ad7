"""The little Markdown that rules need: what is code, and what is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.linting.extract.patterns import lazy

_FENCE = lazy(r"^[ \t>]*(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
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
