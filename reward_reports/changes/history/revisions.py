"""The history of a path: from git for a file, from its files for a folder of versions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reward_reports.base.discovery import Note
from reward_reports.base.errors import InputError
from reward_reports.changes import git
from reward_reports.changes.history.folder import versions_in
from reward_reports.changes.history.revision import Revision
from reward_reports.report.loading import Document, Limits, load_bytes
from reward_reports.report.loading.document import read_bytes
from reward_reports.report.loading.redacting import held_in
from reward_reports.report.loading.versions import Versions
from reward_reports.report.model import Report
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.redaction import restricted_in
from reward_reports.report.model.states import fields_of

_DEFAULT_LIMITS = Limits()
_NEWEST = 20
"""So many revisions are looked through for one that loads."""


def history_of(
    path: str | os.PathLike[str],
    *,
    limit: int | None = None,
    limits: Limits = _DEFAULT_LIMITS,
    note: Note | None = None,
) -> tuple[Revision, ...]:
    """Return the revisions of a report, the oldest first.

    For a file: the commits of this branch that changed it, renames followed; what a merge brought is one revision. What
    is not committed is not among them. For a folder that holds one report: the same for that report. For a folder that
    holds several: these files, as versions of one report; see `versions_in` for their order.

    Args:
        path: a file in a git repository, or a folder.
        limit: how many revisions at most, counted from the newest; None for all.
        limits: how much of each is read.
        note: receives which links in a folder were passed over.

    Raises:
        InputError: if there is no history: no repository, a file git does not know, a shallow clone, a folder of
            different reports. The message says what to do.
        MissingToolError: if git is needed and not installed.
    """
    named = Path(path)
    if named.is_dir():
        versions = versions_in(named, limits, note)
        if len(versions) > 1:
            return versions[-limit:] if limit else versions
        named = named / versions[0].path
    return _in_git(named, limit, limits)


def as_it_stands(
    path: str | os.PathLike[str], revisions: Sequence[Revision] | None = None, limits: Limits = _DEFAULT_LIMITS
) -> Report | None:
    """Return the report at a path as it stands now; None if that is unknown.

    That is the file in the working folder, whether it is committed or not. Where that is gone, and in a folder of versions,
    it is the newest revision that loads. Where it does not load, it is that one too, with what the file restricts.

    Args:
        path: what `history_of` takes.
        revisions: what it gives for the path; by default it is asked where the file does not load.
        limits: how much of each is read.
    """
    file = Path(path)
    if revisions and revisions[-1].placed_by == "commit" and file.is_dir():
        file /= Path(revisions[-1].path).name
    raw = read_bytes(file, limits) if file.is_file() else None
    if revisions and raw is not None and revisions[-1].raw == raw and revisions[-1].report:
        return revisions[-1].report
    document = load_bytes(raw, file.as_posix(), limits=limits) if raw is not None else None
    if document is not None and document.report is not None:
        return document.report
    if revisions is None:
        try:
            revisions = history_of(path, limit=_NEWEST, limits=limits)
        except InputError:
            return None
    newest = next((known for one in reversed(revisions) if (known := one.report)), None)
    return _as_in(document, newest) if document and newest else newest


def _as_in(document: Document, report: Report) -> Report:
    """Return a report with what a document restricts that does not load; everything where that is unknown."""
    for audience, wider in zip(AUDIENCES[1:], AUDIENCES, strict=False):
        held = held_in(document, wider)
        fields = fields_of(report) if held is None else [(str(one.path[0]), str(one.path[-1])) for one in held]
        report = restricted_in(report, fields, audience)
    return report


def _in_git(file: Path, limit: int | None, limits: Limits) -> tuple[Revision, ...]:
    commits = git.revisions(file, limit)
    content = git.read((commit.blob for commit in commits), file, limits.max_bytes)
    read: dict[bytes, Document] = {}
    versions = Versions(limits)
    return tuple(
        Revision(
            commit.commit[: _digits(commits)],
            commit.date,
            commit.author,
            commit.path,
            content.get(commit.blob),
            problem="" if commit.blob in content else _why(commit, limits),
            _limits=limits,
            _read=read,
            _versions=versions,
        )
        for commit in reversed(commits)
    )


def _digits(commits: list[git.FileRevision]) -> int:
    """Return how many digits of the hashes tell these commits apart; seven, as git shows them, if that is enough."""
    return next((many for many in (7, 10, 14) if len({commit.commit[:many] for commit in commits}) == len(commits)), 64)


def _why(commit: git.FileRevision, limits: Limits) -> str:
    if commit.gone:
        return "the file was deleted"
    return f"the file is larger than {limits.max_bytes:,} bytes" if commit.blob else "it is a link, not a file"
