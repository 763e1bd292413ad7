"""The history of a path: from git for a file, from its files for a folder of versions."""

from __future__ import annotations

import os
from pathlib import Path

from reward_reports.base.discovery import Note
from reward_reports.changes import git
from reward_reports.changes.history.folder import versions_in
from reward_reports.changes.history.revision import Revision
from reward_reports.report.loading import Document, Limits

_DEFAULT_LIMITS = Limits()


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
        note: is told which links in a folder were passed over.

    Raises:
        InputError: if there is no history: no repository, a file git does not know, a shallow clone, a folder of
            different reports. The message says what to do.
        MissingToolError: if git is needed and not installed.
    """
    named = Path(path)
    if named.is_dir():
        found = versions_in(named, limits, note)
        if len(found) > 1:
            return found[-limit:] if limit else found
        named = named / found[0].path
    return _in_git(named, limit, limits)


def _in_git(file: Path, limit: int | None, limits: Limits) -> tuple[Revision, ...]:
    commits = git.revisions(file, limit)
    content = git.read((commit.blob for commit in commits), file, limits.max_bytes)
    read: dict[bytes, Document] = {}
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
