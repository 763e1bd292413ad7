"""Puts a file in its place whole or not at all. Whether it may stand there, `writing` decides.

Used for caches too, so it imports next to nothing.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial

_SAFE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | _SAFE
DRAFT = re.compile(r"\.reward-reports-[0-9a-f]{32}\.tmp")
"""What a file is called that a run which was killed has not finished."""
_UNNAMED: int = getattr(os, "O_TMPFILE", 0)


def put(
    target: str,
    data: bytes,
    *,
    like: os.stat_result | None = None,
    durable: bool = True,
    ready: Callable[[], bool] | None = None,
) -> None:
    """Put a file in its place: a reader, another run and a crash see the old one or the new one, and nothing between.

    Args:
        target: its path. A link there is replaced, not followed.
        data: what it is to hold.
        like: the file in that place, whose owner, group, permissions and extended attributes it gets.
        durable: whether it must survive a power failure.
        ready: asked just before the file takes its place; if it returns False, nothing is done.

    Raises:
        OSError: if it cannot be written.
    """
    draft = _beside(target)
    try:
        _make(draft, partial(_fill, data=data, target=target, like=like, durable=durable))
        if ready is None or ready():
            os.replace(draft, target)  # noqa: PTH105 pathlib costs start-up time
    finally:
        _remove(draft)


def put_new(target: str, data: bytes) -> None:
    """Put a file where there is nothing yet; see `put`.

    Raises:
        FileExistsError: if there is something, be it a link that leads nowhere.
        OSError: if it cannot be written.
    """
    fill = partial(_fill, data=data, target=target, like=None, durable=True)
    if _make_unnamed(target, fill):
        return
    draft = _beside(target)
    try:
        _make_named(draft, fill)
        _rename_new(draft, target)
    finally:
        _remove(draft)


def _beside(target: str) -> str:
    """Return a path in the same folder that nobody can guess."""
    return os.path.join(os.path.dirname(target), f".reward-reports-{os.urandom(16).hex()}.tmp")  # noqa: PTH118, PTH120


def _remove(draft: str) -> None:
    with suppress(OSError):
        os.unlink(draft)  # noqa: PTH108


def _make(path: str, fill: Callable[[int], None]) -> None:
    if not _make_unnamed(path, fill):
        _make_named(path, fill)


def _make_named(path: str, fill: Callable[[int], None]) -> None:
    handle = os.open(path, _NEW, 0o600)
    try:
        fill(handle)
    finally:
        os.close(handle)


def _make_unnamed(path: str, fill: Callable[[int], None]) -> bool:
    """Make a file that has no name until it is whole, so that a run that is killed leaves nothing; return whether it could.

    Linux alone knows such files, not in every file system, and only /proc can give them a name.

    Raises:
        FileExistsError: if there is something at the path already.
        OSError: if it cannot be written.
    """
    if not _UNNAMED:
        return False
    try:
        handle = os.open(os.path.dirname(path) or os.curdir, os.O_WRONLY | _UNNAMED | _SAFE, 0o600)  # noqa: PTH120
    except OSError:
        return False
    try:
        fill(handle)
        return _name(handle, path)
    finally:
        os.close(handle)


def _name(handle: int, path: str) -> bool:
    try:
        # Python follows /proc/self/fd/N to the file only if it is given a folder, for which a whole path has no use.
        os.link(f"/proc/self/fd/{handle}", os.path.abspath(path), dst_dir_fd=handle, follow_symlinks=True)  # noqa: PTH100
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _rename_new(draft: str, target: str) -> None:
    """Give a file its name, but not that of another: renaming would replace it everywhere but on Windows."""
    if os.name == "nt":
        os.rename(draft, target)  # noqa: PTH104
        return
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(draft, target)  # noqa: PTH104


def _fill(handle: int, data: bytes, target: str, like: os.stat_result | None, durable: bool) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    if hasattr(os, "fchmod"):
        os.fchmod(handle, _usual_mode() if like is None else _take_over(handle, target, like))
    if durable:
        os.fsync(handle)


def _usual_mode() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _take_over(handle: int, target: str, like: os.stat_result) -> int:
    """Give a file the attributes, group and owner of another as far as this user may, and return the mode it should have."""
    for name in _attributes(target):
        with suppress(OSError):
            os.setxattr(handle, name, os.getxattr(target, name))
    mode = stat.S_IMODE(like.st_mode)
    if not _owned(handle, -1, like.st_gid):
        # What one group may do, another may only where everybody may.
        mode &= ~stat.S_ISGID & (stat.S_IRWXO << 3 & mode << 3 | ~stat.S_IRWXG)
    if not _owned(handle, like.st_uid, -1):
        mode &= ~stat.S_ISUID
    return mode


def _attributes(path: str) -> list[str]:
    """Return the names of the extended attributes, where access control lists are kept too."""
    with suppress(OSError):
        return os.listxattr(path) if hasattr(os, "listxattr") else []
    return []


def _owned(handle: int, user: int, group: int) -> bool:
    """Give a file to a user or a group, and return whether that was allowed."""
    with suppress(OSError):
        os.fchown(handle, user, group)
        return True
    return False
