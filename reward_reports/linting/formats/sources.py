"""The text of the files that findings are about: its lines, and where an edit goes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Result


@dataclass(frozen=True, slots=True)
class Replacement:
    """An edit as lines and columns, counted like those of a finding."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Sources:
    """The files of one result, each read once and only when asked for."""

    def __init__(self, result: Result) -> None:
        self._read = result.source
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}
        self._starts: dict[str, list[int]] = {}

    def text(self, name: str) -> str:
        """Return a file's text; empty if it can no longer be read."""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def line(self, name: str, number: int) -> str | None:
        """Return a line without its end, or None if there is no such line any more."""
        lines = self._split(name)
        return lines[number - 1].removesuffix("\r") if self.text(name) and 0 < number <= len(lines) else None

    def byte_column(self, name: str, line: int, column: int) -> int:
        """Return a column counted in bytes of UTF-8."""
        before = (self.line(name, line) or "")[: column - 1]
        # Behind the end of the line, or without the line, what is left counts as it is.
        return len(before.encode("utf-8", "replace")) + column - len(before)

    def replacements(self, finding: Finding) -> list[Replacement]:
        """Return the edits of a finding's fix, in order; none if the file no longer has those places."""
        edits = sorted(finding.fix.edits, key=lambda edit: (edit.start, edit.end)) if finding.fix else []
        if not edits or edits[-1].end > len(self.text(finding.file)):
            return []
        return [
            Replacement(*self._place(finding.file, edit.start), *self._place(finding.file, edit.end), edit.text)
            for edit in edits
        ]

    def merged(self, finding: Finding) -> Replacement | None:
        """Return one replacement that does what all edits of a finding's fix do."""
        parts = self.replacements(finding)
        if not parts or finding.fix is None:
            return None
        edits = sorted(finding.fix.edits, key=lambda edit: (edit.start, edit.end))
        text, merged, at = self.text(finding.file), "", edits[0].start
        for edit in edits:
            merged += text[at : edit.start] + edit.text
            at = edit.end
        first, last = parts[0], parts[-1]
        return Replacement(first.line, first.column, last.end_line, last.end_column, merged)

    def _split(self, name: str) -> list[str]:
        if name not in self._lines:
            self._lines[name] = self.text(name).split("\n")
        return self._lines[name]

    def _place(self, name: str, offset: int) -> tuple[int, int]:
        if name not in self._starts:
            self._starts[name] = [0, *accumulate(len(line) + 1 for line in self._split(name))]
        starts = self._starts[name]
        index = bisect_right(starts, offset) - 1
        return index + 1, offset - starts[index] + 1
