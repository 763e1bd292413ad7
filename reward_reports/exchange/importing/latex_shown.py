"""The LaTeX that is printed, and where each of its characters stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from reward_reports.base.diagnostics import Span
from reward_reports.report.loading.positions import Lines


class PrintedLatex:
    """LaTeX as it is printed: without what is hidden, with the author's macros expanded.

    Attributes:
        titles: the macros that were left because their arguments are fields: the titles of those.
        notes: what was left out or could not be followed, in plain words.
    """

    def __init__(self, source: str) -> None:
        self.titles: Mapping[str, tuple[str, ...]] = {}
        self.notes: tuple[str, ...] = ()
        self._lines = Lines(source)
        self._parts: list[str] = []
        self._length = 0
        self._starts = [0]
        self._places = [(0, True)]
        """For each start: where that stands in the source, and whether what follows is typed there."""

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(self._parts)

    @property
    def last(self) -> str:
        """The text that was added last."""
        return self._parts[-1] if self._parts else ""

    def add(self, text: str, place: int, *, typed: bool) -> None:
        """Add a text: as it is typed at a place of the source, or come of a macro that stands there."""
        before, was_typed = self._places[-1]
        goes_on = typed and was_typed and place - before == self._length - self._starts[-1]
        if not goes_on:
            self._starts.append(self._length)
            self._places.append((place, typed))
        self._parts.append(text)
        self._length += len(text)

    def mark(self) -> tuple[int, int]:
        """Return what `reset` needs to take back all that is added from now on."""
        return len(self._parts), self._length

    def reset(self, mark: tuple[int, int]) -> None:
        """Take back what was added since a mark."""
        parts, self._length = mark
        del self._parts[parts:]
        while len(self._starts) > 1 and self._starts[-1] >= self._length:
            self._starts.pop()
            self._places.pop()

    def place_of(self, position: int) -> tuple[int, int]:
        """Return the line and the column in the source, from 1, of a position in the text."""
        at = bisect_right(self._starts, position) - 1
        place, typed = self._places[at]
        return self.place_in_source(place + (position - self._starts[at] if typed else 0))

    def place_in_source(self, point: int) -> tuple[int, int]:
        """Return the line and the column of a position in the source, from 1."""
        place = self._lines.place(Span(point, point))
        return place.line, place.column
