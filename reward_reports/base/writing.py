"""The one writer of files: whole or not at all, over no input and over nobody's changes."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from reward_reports.base import inputs
from reward_reports.base.atomic import put, put_new
from reward_reports.base.discovery import is_named_as_report
from reward_reports.base.errors import OutputError, RewardReportsError
from reward_reports.base.reading import read_start, shown
from reward_reports.base.streams import is_stream, open_stream


def write_file(path: str | os.PathLike[str], data: bytes, *, new: bool = False, seen: bytes | None = None) -> None:
    """Write a file, whole or not at all.

    A file that is there keeps its owner, group and permissions. A link stays a link, and the file that it leads to is
    written. A pipe or a device, such as /dev/stdout or /dev/null, is written into and never replaced.

    Args:
        path: the file.
        data: what it is to hold.
        new: whether the file must not be there yet.
        seen: for a command that changes a file, what was read of it. Nothing is written if the file holds something else by
            now, or is a link that leads out of its folder.

    Raises:
        OutputError: if the file cannot be written, or must not be: it is there and was to be new, it is one that this command
            reads, it has several names (hard links), or it has changed since it was read. The message says what to do.
    """
    name = os.fspath(path)
    if not os.path.basename(name):  # noqa: PTH119 pathlib costs start-up time
        raise OutputError(f"{shown(name) or 'an empty text'} is not a file name; name a file")
    try:
        if is_stream(name):
            _pour(name, data, seen)
            return
        if new:
            put_new(name, data)
        else:
            _replace(name, data, seen)
    except FileExistsError as error:
        raise _exists(name) from error
    except FileNotFoundError as error:
        raise OutputError(f"{shown(name)} cannot be written: its folder does not exist") from error
    except (OSError, ValueError) as error:
        raise OutputError(f"{shown(name)} cannot be written: {getattr(error, 'strerror', None) or error}") from error
    inputs.note(name)


def check_no_input(path: str | os.PathLike[str]) -> None:
    """Refuse to change a file that this command has read as something else, such as a report that was named as a card.

    Raises:
        OutputError: if it was read.
    """
    _check_inputs(os.fspath(path), os.path.realpath(path))


def check_no_report(path: str | os.PathLike[str]) -> None:
    """Refuse an output in the place of a report, which somebody has written by hand; no output is called as reports are.

    Raises:
        OutputError: if there is a file with the name of a report.
    """
    name = os.fspath(path)
    if is_named_as_report(name) and os.path.isfile(name) and not is_stream(name):  # noqa: PTH113 pathlib costs start-up time
        raise OutputError(f"{shown(name)} is a report, so it is not overwritten; name another file")


def check_output(path: str | os.PathLike[str]) -> None:
    """Refuse an output that `write_file` would refuse, before work is done for it or a file beside it is written.

    Raises:
        OutputError: if it is a report, a folder, a file that this command reads, or one with several names.
    """
    check_no_report(path)
    name, target = os.fspath(path), os.path.realpath(path)
    if is_stream(name):
        return
    _check_inputs(name, target)
    if os.path.lexists(target):
        _check_kind(name, os.stat(target))  # noqa: PTH116 pathlib costs start-up time


def check_new(path: str | os.PathLike[str], hint: str = "") -> None:
    """Refuse a place for a new file where there is something already, before work is done for it; a pipe or a device will do.

    Args:
        path: the file.
        hint: what else can be done than choosing another name.

    Raises:
        OutputError: if there is something.
    """
    if os.path.lexists(path) and not is_stream(os.fspath(path)):
        raise _exists(path, hint)


def _exists(path: str | os.PathLike[str], hint: str = "", *, wanted: str = "file") -> OutputError:
    if wanted == "file" and os.path.isdir(path):  # noqa: PTH112 pathlib costs start-up time
        return OutputError(f"{shown(path)} is a folder; name a file in it")
    return OutputError(
        f"{shown(path)} exists already, and is not overwritten; choose another name{hint and ', '}{hint}"
    )


@contextmanager
def new_folder(path: Path) -> Generator[Path]:
    """Give a folder to fill, which takes its place when all went well; if not, nothing is left of it.

    Raises:
        OutputError: if there is anything but an empty folder in its place, or it cannot be written.
    """
    from tempfile import TemporaryDirectory

    if path.is_symlink() or (path.exists() and not (path.is_dir() and not any(path.iterdir()))):
        raise _exists(path, wanted="folder")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".reward-reports-", dir=path.parent) as place:
            draft = Path(place, "draft")
            draft.mkdir()
            yield draft
            if os.name == "nt" and path.exists():  # elsewhere, renaming replaces an empty folder
                path.rmdir()
            draft.rename(path)
    except OSError as error:
        if path.is_dir() and any(path.iterdir()):  # another run was quicker
            raise _exists(path, wanted="folder") from error
        raise OutputError(f"{shown(path)} cannot be written: {error.strerror or error}") from error


def _pour(name: str, data: bytes, seen: bytes | None) -> None:
    if seen is not None:
        raise OutputError(f"{shown(name)} is a pipe or a device and cannot be edited; name a file")
    with open_stream(name) as stream:
        stream.write(data)


def _replace(name: str, data: bytes, seen: bytes | None) -> None:
    target = os.path.realpath(name)
    if seen is None:
        _check_inputs(name, target)
    else:
        _check_link(name, target)
    like = os.stat(target) if os.path.lexists(target) else None  # noqa: PTH116 pathlib costs start-up time
    if like is not None:
        _check_kind(name, like)
    ready = None if seen is None else partial(_must_be_written, name, target, seen, data)
    put(target, data, like=like, ready=ready)


def _check_inputs(name: str, target: str) -> None:
    other = inputs.name_of(target)
    if other is None:
        return
    same = "" if other == name else f"is the same file as {shown(other)} and "
    raise OutputError(
        f"{shown(name)} {same}is not overwritten, because this command already reads or writes it; name another file"
    )


def _check_link(name: str, target: str) -> None:
    """Refuse to change what a link leads to outside its folder: whoever put it there may mean harm."""
    folder = os.path.realpath(os.path.dirname(name) or os.curdir)  # noqa: PTH120
    if os.path.islink(name) and not target.startswith(os.path.join(folder, "")):  # noqa: PTH114, PTH118
        raise OutputError(
            f"{shown(name)} is a link that leads out of its folder, so what it leads to is not changed; "
            f"name {shown(target)} itself if you mean it"
        )


def _check_kind(name: str, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise OutputError(f"{shown(name)} is a folder; name a file")
    if not stat.S_ISREG(state.st_mode):
        raise OutputError(f"{shown(name)} is not a regular file; name another one")
    if state.st_nlink > 1:
        # Written in place it could be left half-written; a new file in its place would not be that of the other names.
        raise OutputError(
            f"{shown(name)} is not written, because it has {state.st_nlink} names (hard links), and the others would no longer "
            "be the same file; put a copy in its place first, or name another file"
        )


def _must_be_written(name: str, target: str, seen: bytes, data: bytes) -> bool:
    """Whether a file still holds what was read of it; not if another run has just written the same.

    Raises:
        OutputError: if it holds something else.
    """
    try:
        now = read_start(target, max(len(seen), len(data)))
    except RewardReportsError:
        now = None
    if now not in (seen, data):
        raise OutputError(f"{shown(name)} has changed since it was read, so nothing was written; run the command again")
    return now == seen
