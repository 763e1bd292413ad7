"""What is kept between runs: where, how it is written, and which code it came from.

Read on every run, so it imports next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import BinaryIO

FOLDER = ".reward-reports-cache"
_TAG = "CACHEDIR.TAG"
_SIGNATURE = """Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of reward-reports and may be deleted. For the format of this file, see https://bford.info/cachedir/
"""
"""What marks a folder as ours. Change the words when what is kept takes another form: a folder with other words is started afresh."""
_ANY_VERSION = r"Signature: 8a477f597d28d172789f06886806bc55\n(?:# This folder is a cache of reward-reports\b.*)?"
"""The marks of all versions; that of the first was the signature alone."""
_UNFINISHED_NS = 3_600 * 10**9
"""What a run has not finished writing for so long, it never will."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 pathlib costs start-up time


def digest_of(raw: bytes) -> str:
    """Return a short digest of a file's bytes."""
    return hashlib.sha256(raw).hexdigest()[:32]


def code_state(folders: Iterable[str]) -> str:
    """Tell this state of the code from others: our own files, and the folders packages are installed in.

    Args:
        folders: of this package, whose code decides what is kept.
    """
    stamps = [sys.version]
    for folder in folders:
        with os.scandir(os.path.join(_PACKAGE, folder)) as entries:  # noqa: PTH118
            stamps += sorted(
                f"{entry.name}{entry.stat().st_mtime_ns}" for entry in entries if entry.name.endswith(".py")
            )
    # No package lies in the folder of the script, nor in the working folder, which `python -m` has in its place and which
    # changes with every file that is written there.
    passed = {"", os.getcwd(), os.path.dirname(os.path.abspath(sys.argv[0]))}  # noqa: PTH100, PTH109, PTH120
    for folder in sys.path:
        if folder in passed:
            continue
        try:
            stamps.append(f"{folder}{os.stat(folder).st_mtime_ns}")  # noqa: PTH116
        except OSError:
            continue
    return "|".join(stamps)


def identity(folder: str, below: str = "") -> str:
    """Return what tells a folder of caches of ours from every other folder, and from every copy of it; "" if it is none.

    A folder that came with a repository or an archive could hold results that somebody made up. So what is kept is bound to
    the file that marks the folder: nobody can choose the number and the time of change that a file gets when it is written.

    Args:
        folder: the folder, made by `prepare` and owned by this user.
        below: a folder in it. A link in the place of either is not followed.
    """
    tag = os.path.join(folder, _TAG)  # noqa: PTH118
    try:
        if not _is_own_folder(folder) or (below and not _is_own_folder(os.path.join(folder, below))):  # noqa: PTH118
            return ""
        if read(tag, len(_SIGNATURE)) != _SIGNATURE:
            return ""
        state = os.lstat(tag)
    except (OSError, ValueError):
        return ""
    return f"{state.st_dev}-{state.st_ino}-{state.st_ctime_ns}"


def prepare(folder: str, below: str = "") -> str:
    """Make a folder of caches that git and backups pass over, and one in it, and return its `identity`.

    A folder that is there already is left alone unless it is ours, or empty. One of another version gets our mark, and a new
    identity with it, so that nothing is read that is kept there.
    """
    os.makedirs(os.path.dirname(folder) or ".", exist_ok=True)  # noqa: PTH103, PTH120
    _make_folder(folder)
    if _is_own_folder(folder) and (_is_unfinished(folder) or _is_of_another_version(folder)):
        write(os.path.join(folder, _TAG), _SIGNATURE)  # noqa: PTH118
        write(os.path.join(folder, ".gitignore"), "*\n")  # noqa: PTH118
    if below and identity(folder):
        _make_folder(os.path.join(folder, below))  # noqa: PTH118
    return identity(folder, below)


def read(file: str, most: int) -> str:
    """Return the text of a file of a cache. No link is followed, and no pipe is waited for.

    Args:
        file: its path.
        most: bytes that are read at most.

    Raises:
        OSError: if it is not a regular file, is larger, or cannot be read.
        ValueError: if it is not UTF-8.
    """
    with _opened(file) as stream:
        if os.fstat(stream.fileno()).st_size > most:
            raise OSError(f"{file} is larger than a cache")
        return stream.read(most).decode()


def write(file: str, text: str) -> None:
    """Write a file whole or not at all; two runs at once do not mix, and a link in its place is replaced.

    Args:
        file: its path.
        text: its text.
    """
    from reward_reports.base.atomic import put

    put(file, text.encode(), durable=False)


def forget_old(folder: str, suffix: str, head: str, kept: int) -> None:
    """Remove all but the newest of the caches of a kind, and what runs that were ended have left of them.

    Nothing else is touched: a cache of ours has a digest and the suffix for a name, and begins with its head; so does what is
    left of one, which may also be empty.
    """
    cache, unfinished = re.compile(rf"[0-9a-f]{{20}}{re.escape(suffix)}"), time.time_ns() - _UNFINISHED_NS
    caches: list[tuple[int, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            is_draft = _is_draft(entry.name)
            if not (is_draft or cache.fullmatch(entry.name)) or not _begins_with(entry.path, head, or_empty=is_draft):
                continue
            changed = entry.stat(follow_symlinks=False).st_mtime_ns
            if not is_draft:
                caches.append((changed, entry.path))
            elif changed < unfinished:
                os.unlink(entry.path)  # noqa: PTH108
    for _, old in sorted(caches, reverse=True)[kept:]:
        os.unlink(old)  # noqa: PTH108


def _begins_with(file: str, head: str, *, or_empty: bool) -> bool:
    try:
        with _opened(file) as stream:
            start = stream.read(len(head))
    except OSError:
        return False
    return start == head.encode() or (or_empty and not start)


def _opened(file: str) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        OSError: if it is something else, or a link.
    """
    if not _NO_LINK and os.path.islink(file):  # noqa: PTH114
        raise OSError(f"{file} is a link")
    handle = os.open(file, os.O_RDONLY | _NO_LINK | _NO_WAITING | _BINARY)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{file} is not a regular file")
    return os.fdopen(handle, "rb")


def sealed(head: str, text: str) -> str:
    """Return a text as a file of a cache: behind a line that says what it is, with a digest of the rest."""
    return f"{head}{digest_of(text.encode())}\n{text}"


def unsealed(head: str, whole: str) -> str:
    """Return the text of a file of a cache.

    Raises:
        ValueError: if it is another kind of file, or somebody has changed it.
    """
    line, _, text = whole.partition("\n")
    if line != f"{head}{digest_of(text.encode())}":
        raise ValueError("this is not a cache of ours")
    return text


def _make_folder(folder: str) -> None:
    with suppress(FileExistsError):
        os.mkdir(folder)  # noqa: PTH102


def _is_own_folder(path: str) -> bool:
    """Whether it is a folder, no link to one, and nobody else's."""
    state = os.lstat(path)
    return stat.S_ISDIR(state.st_mode) and (not hasattr(os, "geteuid") or state.st_uid == os.geteuid())


def _is_unfinished(folder: str) -> bool:
    """Whether a folder is empty, but for what is left where a run was ended while it made it."""
    return all(name == ".gitignore" or _is_draft(name) for name in os.listdir(folder))  # noqa: PTH208


def _is_of_another_version(folder: str) -> bool:
    """Whether another version of this package has marked a folder as its own."""
    try:
        mark = read(os.path.join(folder, _TAG), 2 * len(_SIGNATURE))  # noqa: PTH118
    except (OSError, ValueError):
        return False
    return mark != _SIGNATURE and bool(re.fullmatch(_ANY_VERSION, mark, re.DOTALL))


def _is_draft(name: str) -> bool:
    from reward_reports.base.atomic import DRAFT

    return bool(DRAFT.fullmatch(name))
