"""Makes a repository of a history that it is given: the same history gives the same commit ids on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from reward_reports.base.errors import InputError
from reward_reports.changes.git.running import run

BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit to be made.

    Attributes:
        tag: the name of a tag on it.
        day: its date, at noon UTC.
        message: what it says.
        files: all that the repository holds then, by path.
    """

    tag: str
    day: date
    message: str
    files: Mapping[str, bytes]


def create(folder: Path, commits: Iterable[Commit], author: str) -> None:
    """Make a repository of an empty folder, with its newest files in it.

    No hook, template, filter, signature or default of the user's or the machine's configuration has a say: the commits
    are given to git as one stream, and the files are written here.

    Args:
        folder: an empty folder.
        commits: oldest first, at least one.
        author: a name and an address in pointed brackets.

    Raises:
        MissingToolError: if git is not installed.
        InputError: if git refuses, or a day lies before 1970, for which it has no number.
        OSError: if the files cannot be written.
    """
    history = list(commits)
    if early := next((one.day for one in history if one.day.year < 1970), None):
        raise InputError(f"git keeps no dates before 1970, and a version is of {early}; give it a later one")
    run(folder, "init", "--quiet", "--template=", "--object-format=sha1", f"--initial-branch={BRANCH}")
    run(folder, "fast-import", "--quiet", "--date-format=raw", given=b"".join(_stream(history, author)))
    for name, content in history[-1].files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    run(folder, "read-tree", BRANCH)


def _stream(commits: list[Commit], author: str) -> Iterator[bytes]:
    for commit in commits:
        seconds = int(datetime.combine(commit.day, time(12), UTC).timestamp())
        yield f"commit refs/heads/{BRANCH}\ncommitter {author} {seconds} +0000\n".encode()
        yield _data(commit.message.encode())
        yield b"deleteall\n"
        for name, content in sorted(commit.files.items()):
            yield f"M 100644 inline {name}\n".encode() + _data(content)
        yield f"\nreset refs/tags/{commit.tag}\nfrom refs/heads/{BRANCH}\n\n".encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
