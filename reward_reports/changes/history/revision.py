"""One revision of a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from reward_reports.report.loading import Document, Limits
    from reward_reports.report.loading.versions import Versions
    from reward_reports.report.model import Report

PlacedBy: TypeAlias = Literal["commit", "date in the name", "version in the name", "report.date", "report.version"]
"""What a revision's place in the history was found by."""


@dataclass(frozen=True)
class Revision:
    """What a report's file held at one time.

    Attributes:
        name: the short hash of the commit, or the name of the file.
        date: the author's date of the commit, the date in the file's name, or the first day of `report.date`; None where
            nothing tells.
        author: the name of the commit's author; "" for a file.
        path: the path at that time, from the top of the repository or from the folder.
        raw: the bytes; None where `problem` says why there are none.
        placed_by: what its place in the history was found by.
        problem: why there is nothing to read: the file was deleted, is too large, is a link.
    """

    name: str
    date: date | None
    author: str
    path: str
    raw: bytes | None = field(repr=False)
    placed_by: PlacedBy = "commit"
    problem: str = ""
    _limits: Limits | None = field(default=None, repr=False, compare=False)
    _read: dict[bytes, Document] = field(default_factory=dict, repr=False, compare=False)
    _versions: Versions | None = field(default=None, repr=False, compare=False)

    @cached_property
    def document(self) -> Document | None:
        """The file as a document, read when it is first asked for; None where there are no bytes.

        Revisions of one history with the same bytes share it, under the name of the one that was read first.
        """
        if self.raw is None:
            return None
        if self.raw not in self._read:
            from reward_reports.report.loading import Limits, load_bytes

            self._read[self.raw] = load_bytes(self.raw, f"{self.name}:{self.path}", limits=self._limits or Limits())
        return self._read[self.raw]

    @cached_property
    def report(self) -> Report | None:
        """The report, or None if the file held none; `trouble` says why. Revisions of one history share equal sections."""
        shared = self._versions.report(self.raw) if self._versions and self.raw is not None else None
        return shared or (self.document.report if self.document else None)

    @property
    def trouble(self) -> str:
        """Why there is no report, with the line; "" if there is one."""
        if self.report is not None:
            return ""
        if self.document is None:
            return self.problem
        problem = self.document.problems[0]
        place = self.document.place(self.document.span(problem))
        # The problem's own words may quote what this audience may not read.
        return f"it does not load (line {place.line}); lint it to see why"
