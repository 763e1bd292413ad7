"""Offsets in a text to the lines and columns of the Language Server Protocol and back; and offsets across a change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from reward_reports.base.diagnostics import Span

BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


_UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}
"""How many code units a text has, by encoding."""


class TextPositions:
    """The lines of a text, counted from 0, with columns in code units.

    Offsets are those of a `Document`, which does not count a byte order mark at the beginning.
    """

    def __init__(self, source: str, encoding: str = "utf-16") -> None:
        """Find the lines.

        Args:
            source: the text.
            encoding: what columns are counted in: `utf-8`, `utf-16` or `utf-32`.
        """
        self._source = source
        self._units = _UNITS[encoding]
        self._lead = len(source) - len(source.removeprefix(BYTE_ORDER_MARK))
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset; one beyond the text is its end."""
        index = min(max(offset + self._lead, 0), len(self._source))
        line = bisect_right(self._starts, index) - 1
        return line, self._width(self._source[self._starts[line] : index])

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column; a column beyond the line is its end."""
        if line >= len(self._starts):
            return len(self._source) - self._lead
        start = self._starts[max(line, 0)]
        match = _LINE_END.search(self._source, start)
        text = self._source[start : match.start() if match else len(self._source)]
        return max(start + self._characters(text, column) - self._lead, 0)

    def _width(self, text: str) -> int:
        return len(text) if text.isascii() else self._units(text)

    def _characters(self, text: str, units: int) -> int:
        """Return how many characters the first code units of a text are; a character that is cut counts as not reached."""
        if text.isascii():
            return min(max(units, 0), len(text))
        left = units
        for index, character in enumerate(text):
            left -= self._units(character)
            if left < 0:
                return index
        return len(text)


@dataclass(frozen=True, slots=True)
class Shift:
    """How a text became another: what stands before and behind the changed stretch stays.

    Attributes:
        start: where the change begins.
        end: where it ends in the earlier text.
        by: how many characters longer the later text is.
    """

    start: int
    end: int
    by: int

    @classmethod
    def between(cls, before: str, after: str) -> Shift:
        """Return the shortest such change."""
        shorter = min(len(before), len(after))
        start = _common(before, after, shorter)
        end = 0
        while end < shorter - start and before[-1 - end] == after[-1 - end]:
            end += 1
        return cls(start, len(before) - end, len(after) - len(before))

    def moved(self, span: Span) -> Span | None:
        """Return where a stretch of the earlier text is now, or None if it was changed."""
        if span.end <= self.start:
            return span
        if span.start >= self.end:
            return Span(span.start + self.by, span.end + self.by)
        return None


def _common(before: str, after: str, most: int) -> int:
    """Return how many characters two texts have in common at the beginning, by halves: a long text is compared at once."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
