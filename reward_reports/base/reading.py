"""Reads the files that people, settings and reports name: regular files only, and never more than a limit.

Opening a pipe may wait for ever, and a device may never end. Imported on every run, so it imports next to nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import BinaryIO

from reward_reports.base import inputs
from reward_reports.base.errors import InputError, RewardReportsError

MakeError = Callable[[str], RewardReportsError]
"""Makes the error that a caller raises from the message."""
LARGEST_TEXT = 64 * 1024 * 1024
"""Bytes: the most that settings can ask to be read of a report."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def open_file(path: str | os.PathLike[str], error: MakeError = InputError, *, piped: bool = False) -> BinaryIO:
    """Open a regular file to read its bytes.

    Args:
        path: the file; a link is followed.
        error: makes the error.
        piped: whether a pipe will do that the shell hands over as a file, as in `diff <(git show HEAD:a.yaml) a.yaml`.

    Raises:
        RewardReportsError: the caller's own, if it cannot be read or is not a regular file. The message names it.
    """
    name = os.fspath(path)
    try:
        if piped and is_handed_over(name):
            return open(name, "rb")  # noqa: PTH123 pathlib costs start-up time; the caller closes it
        handle = os.open(name, _FLAGS)  # O_NONBLOCK: without it, opening a pipe waits for a writer
    except (OSError, ValueError) as why:
        if os.path.isdir(name):  # noqa: PTH112 Windows opens no folder
            raise error(f"{shown(name)} is a folder, not a file") from why
        raise error(f"{shown(name)} {_fault(why)}") from why
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        what = "is a folder, not a file" if stat.S_ISDIR(mode) else "is not a regular file"
        raise error(f"{shown(name)} {what}")
    inputs.note(name)
    return os.fdopen(handle, "rb")


def read_start(path: str | os.PathLike[str], most: int, error: MakeError = InputError, *, piped: bool = False) -> bytes:
    """Return the bytes of a regular file, one more than `most` where it is larger; see `open_file`."""
    with open_file(path, error, piped=piped) as stream:
        try:
            return stream.read(most + 1)
        except OSError as why:
            raise error(f"{shown(path)} cannot be read: {why.strerror or why}") from why


def read_file(path: str | os.PathLike[str], most: int, error: MakeError = InputError) -> bytes:
    """Return the bytes of a regular file that holds `most` bytes at most; see `open_file`."""
    raw = read_start(path, most, error)
    if len(raw) > most:
        raise error(f"{shown(path)} is larger than {most:,} bytes")
    return raw


def read_text(path: str | os.PathLike[str], most: int, error: MakeError = InputError) -> str:
    """Return the text of a regular UTF-8 file without its byte order mark; see `read_file`."""
    raw = read_file(path, most, error)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise error(f"{shown(path)} is not UTF-8: byte {why.start + 1}; save it as UTF-8") from why


def _fault(why: OSError | ValueError) -> str:
    """Return why a file could not be opened."""
    if isinstance(why, FileNotFoundError):
        return "does not exist"
    return f"cannot be read: {getattr(why, 'strerror', None) or why}"


def is_handed_over(name: str) -> bool:
    """Whether a path names something that this process was started with: `/dev/stdin`, `/dev/fd/63`."""
    return name == "/dev/stdin" or name.startswith(("/dev/fd/", "/proc/self/fd/"))


def shown(path: str | os.PathLike[str]) -> str:
    """Return a path as messages show it, with `/` between folders."""
    return os.fspath(path).replace(os.sep, "/")
