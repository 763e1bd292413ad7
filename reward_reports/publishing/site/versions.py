"""The earlier versions of a report: which there are, and a page for each and for what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reward_reports.base.errors import UncommittedError
from reward_reports.base.words import Named
from reward_reports.changes.comparing.comparison import Comparison, compare_for
from reward_reports.changes.history import Revision, history_of
from reward_reports.publishing.site.slugs import file_names
from reward_reports.report.loading import Limits
from reward_reports.report.model import Report
from reward_reports.report.model.redaction import redact, restricted_as

NEWEST = "newest"
"""What the page of the newest changes is called; no version has that name."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report, with what it changed.

    Attributes:
        name: what its pages are called; "" for the report as it stands.
        seen: the report as the audience may see it today.
        day: its day, as an ISO date: the report's own, else that of the commit; "" where nothing tells.
        source: the commit it comes from; "" for the report as it stands.
        changes: what it changed of the version before it; None for the first.
    """

    name: str
    seen: Report
    day: str
    source: str
    changes: Comparison | None

    @property
    def said(self) -> str:
        """What the changelog of this version says of it; "" where it says nothing, or the audience may not read it."""
        entries = [
            entry for entry in self.seen.system_maintenance.changelog.items if entry.version == self.seen.report.version
        ]
        return " ".join(max(entries, key=lambda entry: entry.date.end).summary.split()) if entries else ""


def versions_of(file: str, report: Report, audience: str, limits: Limits) -> list[Version]:
    """Return the versions of a report as an audience may see them, the oldest first, the report as it stands last.

    A version is what the report held when its `version` was last the same. What a version restricts stays restricted
    in it, and so does what the report restricts as it stands.

    Raises:
        InputError: if there is no history to read; a file that git does not know yet has a single version.
    """
    try:
        revisions = history_of(file, limits=limits)
    except UncommittedError:
        revisions = ()
    earlier = _last_of_each(revisions, report.report.version)
    known = [(revision.name, _day(then, revision), then) for revision in earlier if (then := revision.report)]
    everything = [*known, ("", _day(report, None), report)]
    names = [*file_names((then.report.version for _, _, then in known), taken=[NEWEST]), ""]
    changes = [None, *(_step(everything[at], everything[at + 1], report, audience) for at in range(len(known)))]
    return [
        Version(name, redact(restricted_as(then, report), audience), day, source, step)
        for name, (source, day, then), step in zip(names, everything, changes, strict=True)
    ]


def _last_of_each(revisions: Sequence[Revision], current: str) -> list[Revision]:
    """Return the last revision of each stretch with one version, without the stretch that the report itself continues."""
    last_ones: list[Revision] = []
    for revision in revisions:
        if revision.report is None:
            continue
        if last_ones and last_ones[-1].report and last_ones[-1].report.report.version == revision.report.report.version:
            last_ones.pop()
        last_ones.append(revision)
    if last_ones and last_ones[-1].report and last_ones[-1].report.report.version == current:
        last_ones.pop()
    return last_ones


def _step(old: tuple[str, str, Report], new: tuple[str, str, Report], report: Report, audience: str) -> Comparison:
    return compare_for((old[0], old[2]), (new[0] or Named("as it stands"), new[2]), audience, now=report)


def _day(report: Report, revision: Revision | None) -> str:
    if report.report.date:
        return report.report.date.text
    return revision.date.isoformat() if revision and revision.date else ""
