"""In which revision of a report each expectation and each outcome appears first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.report.model import Report


@dataclass(frozen=True, slots=True)
class Firsts:
    """In which revision each expectation was stated first, and judged first.

    Attributes:
        stated: the position of the revision by the id of the expectation; the oldest revision is 0.
        judged: the same for the first outcome of the expectation.
        names: what the revisions are called, such as the short hashes of commits.
    """

    stated: dict[str, int] = field(default_factory=dict)
    judged: dict[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def firsts_of(revisions: Sequence[tuple[str, Report | None]]) -> Firsts:
    """Return what appears first in which revision.

    An expectation that is first seen after revisions that do not load may have been in the first of these: it counts from there.

    Args:
        revisions: their names and reports, the oldest first; None for one that does not load.
    """
    stated: dict[str, int] = {}
    judged: dict[str, int] = {}
    readable = 0
    for index, (_, report) in enumerate(revisions):
        if report is None:
            continue
        for id_ in stated_in(report):
            stated.setdefault(id_, readable)
        for id_ in judged_in(report):
            judged.setdefault(id_, index)
        readable = index + 1
    return Firsts(stated, judged, tuple(name for name, _ in revisions))


def stated_in(report: Report) -> set[str]:
    """Return the ids of the expectations of a report."""
    return {one.id for entry in report.system_maintenance.changelog.items for one in entry.expectations}


def judged_in(report: Report) -> set[str]:
    """Return the ids of the expectations that a report gives an outcome for."""
    return {one.expectation for entry in report.system_maintenance.changelog.items for one in entry.outcomes}
