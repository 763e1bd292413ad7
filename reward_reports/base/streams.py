"""What a command can be told to write into that is not a file: pipes, terminals, devices, its own standard output."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

_FLAGS = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_MOST_LINKS = 40


def is_stream(path: str) -> bool:
    """Whether a path names a pipe, a device, or an open file of this process such as `/dev/stdout`."""
    if _descriptor(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 pathlib costs start-up time
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def open_stream(path: str) -> BinaryIO:
    """Open what `is_stream` knows, to write into it.

    Raises:
        OSError: if it cannot be opened.
    """
    descriptor = _descriptor(path)
    # Opened by its name, a file that standard output goes to would be written from its beginning.
    return os.fdopen(os.open(path, _FLAGS) if descriptor is None else os.dup(descriptor), "wb")


def _descriptor(path: str) -> int | None:
    """Return the open file of this process that a path stands for, also through links: `/dev/stdout`, `/dev/fd/63`."""
    own = ("/dev/fd", f"/proc/{os.getpid()}/fd")
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(path)
        if name.isdecimal() and os.path.realpath(folder) in own:
            return int(name)
        if not os.path.islink(path):  # noqa: PTH114
            return None
        path = os.path.join(folder, os.readlink(path))  # noqa: PTH115, PTH118
    return None
