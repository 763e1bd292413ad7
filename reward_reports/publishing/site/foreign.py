"""What lies in the folder of a site and is not from a build, such as `.git` or `CNAME`: it stays.

A site is replaced as a whole folder, so for a moment these files need a second name in the new one. A folder gets a copy whose
files are second names; right afterwards the folder itself goes back into its place, for somebody may be at work in it.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from reward_reports.base.errors import OutputError
from reward_reports.publishing.site.exchange import exchanged
from reward_reports.publishing.site.manifest import NAME, folders_of, has_manifest, listed_in


def split_ours(site: Path, listed: Container[str], folders: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the paths of the files in a site that are ours, and of what is not: files, links, and folders as wholes.

    Args:
        site: the folder of the site.
        listed: the paths of our files. Anything else that has taken such a path is not ours.
        folders: the folders that hold our files; what else is in them is told one by one.
    """
    ours: list[str] = []
    foreign: list[str] = []
    marked = has_manifest(site)
    for path, entry in _paths_in(site, folders):
        if path in listed and entry.is_file(follow_symlinks=False):
            ours.append(path)
        elif not (path == NAME and marked):
            foreign.append(path)
    return ours, sorted(foreign)


def _paths_in(site: Path, folders: Collection[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    for entry in _entries(site):
        if entry.name in folders and entry.is_dir(follow_symlinks=False):
            yield from ((f"{entry.name}/{child.name}", child) for child in _entries(entry.path))
        else:
            yield entry.name, entry


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def carry_over(site: Path, new: Path, foreign: Iterable[str]) -> dict[str, int]:
    """Give what is not ours a second name in the new site.

    Returns:
        All their paths, with the numbers (inodes) of the copies of folders, and 0 for files.

    Raises:
        OutputError: if something cannot have one; it is named.
    """
    device = site.stat().st_dev
    carried = dict.fromkeys(foreign, 0)
    for path in carried:
        try:
            (new / path).parent.mkdir(exist_ok=True)
            if stat.S_ISDIR((site / path).lstat().st_mode):
                carried[path] = _copy_folder(site / path, new / path, device)
            else:
                _second_name(site / path, new / path, device)
        except OSError as error:
            raise OutputError(
                f"{(site / path).as_posix()} is not from a build and cannot be kept: {error.strerror or error}"
            ) from error
    return carried


def _copy_folder(old: Path, new: Path, device: int) -> int:
    if not os.access(old, os.W_OK):  # it could not be moved back into its place
        raise PermissionError(errno.EACCES, "the folder is read-only")
    waiting = [""]
    while waiting:
        below = waiting.pop()
        (new / below).mkdir(0o700 | stat.S_IMODE((old / below).lstat().st_mode))
        for entry in _entries(old / below):
            path = os.path.join(below, entry.name)  # noqa: PTH118
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                with suppress(FileNotFoundError):  # a program that is at work there has just removed it
                    _second_name(old / path, new / path, device)
    return _number(new)


def _second_name(old: Path, new: Path, device: int) -> None:
    if old.lstat().st_dev != device:
        raise OSError(errno.EXDEV, "it lies on another file system")
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, "it is in the way of a file of the site") from None
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.EXDEV, errno.ENOSPC):
            raise
        shutil.copy2(old, new, follow_symlinks=False)  # the file system knows no second names


def bring_back(old: Path, site: Path, carried: Mapping[str, int]) -> None:
    """Put the folders that are not ours from the old site into the new one, in the place of their copies."""
    for path, copy in carried.items():
        if not copy or _number(old / path) in (copy, 0):
            continue
        with suppress(OSError):
            if _number(site / path) == copy:
                _trade(old / path, site / path)
            elif not _number(site / path):
                (old / path).rename(site / path)


def _trade(one: Path, other: Path) -> None:
    if exchanged(one, other):
        return
    aside = one.with_name(f"{one.name}.copy")
    other.rename(aside)
    one.rename(other)


def settle(old: Path, site: Path, carried: Mapping[str, int]) -> list[str]:
    """Remove an old site: our files, second names, and copies. What is more than that stays.

    Args:
        old: the folder of the old site.
        site: the folder of the new one.
        carried: what `carry_over` returned.

    Returns:
        The paths that were left: somebody put them there while the site was replaced.

    Raises:
        OSError: if the lists of the sites cannot be read; then nothing is removed.
    """
    bring_back(old, site, carried)
    files = listed_in(old)
    folders = folders_of((*files, *listed_in(site), *carried))
    ours, foreign = split_ours(old, files, folders)
    left = [path for path in foreign if not _is_settled(path, old, site, carried)]
    for path in ours:
        with suppress(OSError):
            os.unlink(f"{old}/{path}")  # noqa: PTH108 pathlib would take as long as all the rest, as there are many
    for folder in folders:
        with suppress(OSError):
            (old / folder).rmdir()
    if all(
        entry.name == NAME for entry in _entries(old)
    ):  # the list goes last: where this stops, the next build goes on
        (old / NAME).unlink(missing_ok=True)
        old.rmdir()
    return left


def _is_settled(path: str, old: Path, site: Path, carried: Mapping[str, int]) -> bool:
    """Remove what is not ours from the old site if the new one has it; return whether that was done."""
    number = _number(old / path)
    try:
        if number in filter(None, carried.values()):
            shutil.rmtree(old / path)
        elif path not in carried:
            return False
        elif number == _number(site / path):
            (old / path).unlink()
        else:
            (old / path).replace(site / path)  # there is a copy, or what it was before somebody replaced it
    except OSError:
        return False
    return True


def _number(path: Path) -> int:
    """Return the number (inode) of a file or folder; 0 if there is none."""
    try:
        return path.lstat().st_ino
    except OSError:
        return 0
