"""Two reports and what changed between them, ready to be shown to somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reward_reports.changes.comparing.change import IMPACTS, Change, Impact
from reward_reports.changes.comparing.compare import compare
from reward_reports.changes.comparing.grouping import by_impact, seen_by
from reward_reports.report.model import Report
from reward_reports.report.model.redaction import restricted_as, used_by_held, without


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports.

    Attributes:
        name: the file, or the revision and the file.
        id: the report's id.
        title: its title.
        version: its version.
        date: the date of this version as it is written, or None.
        language: the language of the report.
    """

    name: str
    id: str
    title: str
    version: str
    date: str | None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two reports, for one audience.

    Attributes:
        old: the earlier report.
        new: the later report.
        changes: what changed, in the order of the report.
        audience: whom it is for.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    audience: str

    @property
    def groups(self) -> dict[Impact, tuple[Change, ...]]:
        """The changes by what they touch, the weightiest first."""
        return by_impact(self.changes)


def compare_for(
    old: tuple[str, Report],
    new: tuple[str, Report],
    audience: str = "public",
    impacts: Collection[str] = IMPACTS,
    now: Report | None = None,
) -> Comparison:
    """Compare two reports for an audience.

    Args:
        old: the name of the earlier report's file, and the report.
        new: the same of the later one.
        audience: `public`, `auditor` or `internal`; what it may not read is one line that says so.
        impacts: which impacts to keep.
        now: the report as it stands, if that is a third one: what it holds back is held back in both.
    """
    seen = changes_for(old[1], new[1], audience, now)
    return Comparison(_side(*old), _side(*new), tuple(one for one in seen if one.impact in impacts), audience)


def changes_for(old: Report, new: Report, audience: str, now: Report | None = None) -> tuple[Change, ...]:
    """Return what changed between two reports, as an audience may see it; see `compare_for`."""
    now = now or new
    before, after = restricted_as(old, now, known=new), restricted_as(new, now)
    held = used_by_held(restricted_as(old, now), audience) | used_by_held(after, audience)
    return seen_by(compare(without(before, held), without(after, held)), audience)


def _side(name: str, report: Report) -> Side:
    info = report.report
    return Side(name, info.id, info.title, info.version, str(info.date) if info.date else None, info.language or "en")
