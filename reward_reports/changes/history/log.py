"""What each revision of a report changed, for one audience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reward_reports.base.processes import in_processes, worth_forking
from reward_reports.changes.comparing.change import Change
from reward_reports.changes.comparing.comparison import changes_for
from reward_reports.changes.history.revision import Revision
from reward_reports.report.model import Report
from reward_reports.report.model.redaction import restricted_as
from reward_reports.report.model.states import held_back

_LEAST = 400
"""Revisions from which a second process pays for its start."""
_CHUNK = 100


@dataclass(frozen=True, slots=True)
class Said:
    """The newest entry of a changelog."""

    id: str
    version: str
    date: str
    kind: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class RevisionStep:
    """One revision and what it changed.

    Attributes:
        version: the report's version; "" where the file held no report.
        title: the report's title, or "".
        entry: the newest entry of its changelog; None where there is none, or the audience may not read it.
        against: the position of the revision it is compared with, the last before it that loads; None for the first.
        changes: what changed since then, as the audience may see it.
        trouble: why there is no report.
    """

    version: str = ""
    title: str = ""
    entry: Said | None = None
    against: int | None = None
    changes: tuple[Change, ...] = ()
    trouble: str = ""


def steps_of(
    revisions: Sequence[Revision], audience: str = "public", jobs: int = 0, *, now: Report | None
) -> list[RevisionStep]:
    """Return what each revision changed, in the order of the revisions.

    Args:
        revisions: the oldest first.
        audience: `public`, `auditor` or `internal`.
        jobs: how many processes; 0 for as many as there are processors.
        now: the report as it stands, which decides what earlier revisions hold back too; None if it never loaded.
    """
    workers = worth_forking(len(revisions), jobs, _CHUNK, _LEAST)
    if not workers:
        return [_step(revisions, at, audience, now) for at in range(len(revisions))]
    _state[:] = [(revisions, audience, now)]
    chunks = [range(start, min(start + _CHUNK, len(revisions))) for start in range(0, len(revisions), _CHUNK)]
    return [step for steps in in_processes(_steps, chunks, workers) for step in steps]


_state: list[tuple[Sequence[Revision], str, Report | None]] = []


def _steps(chunk: range) -> list[RevisionStep]:
    revisions, audience, now = _state[0]
    return [_step(revisions, at, audience, now) for at in chunk]


def _step(revisions: Sequence[Revision], at: int, audience: str, now: Report | None) -> RevisionStep:
    revision = revisions[at]
    report = revision.report
    if report is None or now is None:
        return RevisionStep(trouble=revision.trouble)
    before = next((known for known in range(at - 1, -1, -1) if revisions[known].report is not None), None)
    old = None if before is None else revisions[before].report
    changes = () if old is None or old is report else changes_for(old, report, audience, now)
    return RevisionStep(
        report.report.version, report.report.title, _newest(restricted_as(report, now), audience), before, changes
    )


def _newest(report: Report, audience: str) -> Said | None:
    changelog = report.system_maintenance.changelog
    if not changelog.items or held_back(changelog, audience):
        return None
    # Of entries of one day the later in a file that grows downwards, the earlier in one that grows upwards.
    upwards = changelog.items[0].date.start > changelog.items[-1].date.start
    ordered = changelog.items[::-1] if upwards else changelog.items
    entry = max(reversed(ordered), key=lambda one: one.date.end)
    return Said(entry.id, entry.version, str(entry.date), entry.kind, entry.summary)
