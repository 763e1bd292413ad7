"""The commits that changed a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reward_reports.base.errors import InputError, UncommittedError
from reward_reports.changes.git.messages import OUTSIDE, SHALLOW
from reward_reports.changes.git.running import DIFF, is_shallow, run, split

_FORMAT = "--format=%H%x00%P%x00%aI%x00%cI%x00%an"


UNKNOWN_DAY = date(1970, 1, 1)
"""The day of a commit without a date."""


@dataclass(frozen=True, slots=True)
class FileRevision:
    """A commit that changed a file.

    Attributes:
        commit: its full hash.
        date: the author's date; where git holds none that is one, the committer's, or `UNKNOWN_DAY`.
        author: the author's name.
        path: the file's path from the top of the repository, at this commit.
        blob: the hash of its content; "" where the commit deleted the file, or it is not a file but a link or a module.
        gone: whether the commit deleted the file.
    """

    commit: str
    date: date
    author: str
    path: str
    blob: str
    gone: bool = False


def revisions(path: str | os.PathLike[str], limit: int | None = None) -> list[FileRevision]:
    """Return the commits of this branch that changed a file, the newest first, renames followed.

    Only first parents are followed, so that each revision came of the next in the list: what a merged branch brought
    is one revision, the merge. A file that began as a copy of another begins with the copy.

    Raises:
        UncommittedError: if git does not know the file.
        InputError: if it has no commit, or knows only the end of the history.
    """
    folder, name = split(path)
    most = [f"--max-count={limit}"] if limit is not None else []
    try:
        run(folder, "rev-parse", "--show-toplevel")
    except InputError as error:
        if OUTSIDE in str(error) and not os.path.lexists(path):
            raise InputError(f"{os.fspath(path)} does not exist") from None
        raise
    output = run(
        folder, "log", "--follow", "-m", "--first-parent", *DIFF, "--encoding=UTF-8", _FORMAT, *most, "--", name
    )
    revisions_found: list[FileRevision] = []
    oldest = b"?"
    for oldest, status, revision in _parse(output):  # noqa: B007 the last one counts
        revisions_found.append(revision)
        if status == "C":
            return revisions_found
    if not oldest and is_shallow(folder):
        raise InputError(f"the history of {os.fspath(path)} is incomplete: {SHALLOW}")
    if not revisions_found:
        raise UncommittedError(_unknown(os.fspath(path)))
    return revisions_found


def _unknown(path: str) -> str:
    """Return the message for a file without a commit."""
    if not os.path.lexists(path):
        return f"{path} does not exist"
    return f"{path} is not in git; run `git add` and commit it first"


def head(folder: Path) -> str:
    """Return the commit that a repository stands at, marked if only the end of its history is known.

    Raises:
        InputError: if there is no repository, or it has no commit yet.
    """
    return " ".join(run(folder, "rev-parse", "HEAD", "--is-shallow-repository").decode().split())


def touched(top: Path, since: str) -> frozenset[Path] | None:
    """Return the files that the commits of this branch since an earlier `head` have touched, or None if they do not follow it.

    Args:
        top: the top of the repository.
        since: what `head` said.
    """
    commit, _, shallow = since.partition(" ")
    try:
        now, _, still = head(top).partition(" ")
        if shallow != still or commit not in run(top, "rev-list", "--first-parent", now).decode().split():
            return None
        names = ("--name-only", "--no-renames", "-m", "--first-parent", "--no-ext-diff", "--no-relative")
        output = run(top, "log", "-z", "--format=", *names, f"{commit}..{now}")
    except InputError:
        return None
    return frozenset(top / os.fsdecode(name.lstrip(b"\n")) for name in output.split(b"\0") if name)


def _parse(output: bytes) -> Iterator[tuple[bytes, str, FileRevision]]:
    """Give each commit's parents, the letter of what it did to the file, and the revision."""
    words = iter(output.split(b"\0"))
    head: list[bytes] = []
    for word in words:
        if not word.startswith((b"\n:", b":")):
            head = [word, *(next(words, b"") for _ in range(4))] if word else []
            continue
        _, mode, _, blob, status = word.decode().split()
        path = next(words)
        if status[0] in "RC":
            path = next(words)
        if not head:
            continue
        commit, parents, authored, committed, author = head
        there = blob if mode.startswith("100") else ""
        yield (
            parents,
            status[0],
            FileRevision(
                commit.decode(),
                _day(authored) or _day(committed) or UNKNOWN_DAY,
                author.decode("utf-8", "replace"),
                os.fsdecode(path),
                there,
                status[0] == "D",
            ),
        )


def _day(moment: bytes) -> date | None:
    """Return the day of a moment as git prints it: `2026-03-04T…`; None for what is none, or one after the year 9999."""
    try:
        return date.fromisoformat(moment.partition(b"T")[0].decode())
    except ValueError:
        return None
