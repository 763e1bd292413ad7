"""What lies in the folder of a site and is not from a build, such as `.git` or `CNAME`: it stays.

A site is replaced as a whole folder, so for a moment these files need a second name in the new one. A folder gets a copy whose
files are second names; right afterwards the folder itself goes back into its place, for somebody may be at work in it.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Collection, Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reward_reports.base.errors import OutputError
from reward_reports.publishing.site.exchange import exchanged
from reward_reports.publishing.site.manifest import NAME, folders_of, has_manifest, listed_in


def foreign_in(site: Path, ours: Container[str], folders: Collection[str]) -> list[str]:
    """Return the paths of what is not ours in a site: files, links, and folders as wholes.

    Args:
        site: the folder of the site.
        ours: the paths of our files.
        folders: the folders that hold our files; what else is in them is told one by one.
    """
    found = []
    for entry in _entries(site):
        if entry.name in folders and entry.is_dir(follow_symlinks=False):
            below = _entries(entry.path)
            found += [f"{entry.name}/{one.name}" for one in below if not _is_ours(one, entry.name, ours)]
        elif not _is_ours(entry, "", ours) and not (entry.name == NAME and has_manifest(site)):
            found.append(entry.name)
    return sorted(found)


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return list(found)


def _is_ours(entry: os.DirEntry[str], folder: str, ours: Container[str]) -> bool:
    """Whether it is a file that a build has written; nothing else that has taken its name is."""
    path = f"{folder}/{entry.name}" if folder else entry.name
    return path in ours and entry.is_file(follow_symlinks=False)


def carry_over(site: Path, new: Path, foreign: Iterable[str]) -> dict[str, int]:
    """Give what is not ours a second name in the new site, and return the numbers (inodes) of the copies of folders.

    Raises:
        OutputError: if something cannot have one; it is named.
    """
    device = site.stat().st_dev
    copies: dict[str, int] = {}
    for path in foreign:
        try:
            (new / path).parent.mkdir(exist_ok=True)
            if stat.S_ISDIR((site / path).lstat().st_mode):
                copies[path] = _copy_folder(site / path, new / path, device)
            else:
                _second_name(site / path, new / path, device)
        except OSError as error:
            raise OutputError(
                f"{(site / path).as_posix()} is not from a build and cannot be kept: {error.strerror or error}"
            ) from error
    return copies


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


def bring_back(old: Path, site: Path, copies: Mapping[str, int]) -> None:
    """Put the folders that are not ours from the old site into the new one, in the place of their copies."""
    for path, copy in copies.items():
        if _number(old / path) in (copy, 0):
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


def settle(old: Path, site: Path, copies: Mapping[str, int]) -> list[str]:
    """Remove an old site: our files, second names, and copies. What is more than that stays.

    Args:
        old: the folder of the old site.
        site: the folder of the new one.
        copies: what `carry_over` returned.

    Returns:
        The paths that were left: somebody put them there while the site was replaced.
    """
    bring_back(old, site, copies)
    files, new = listed_in(old), listed_in(site)
    folders = folders_of((*files, *new, *copies))
    left = [path for path in foreign_in(old, files, folders) if not _is_settled(path, old, site, copies, new)]
    for path in files:
        _remove(old / path)
    for folder in folders:
        _remove(old / folder)
    _remove(old / NAME)  # the last, so that the next build can go on where this one is killed
    _remove(old)
    return left


def _remove(path: Path) -> None:
    """Remove a file, or a folder that is empty; nothing else."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            path.unlink()
        elif stat.S_ISDIR(mode):
            path.rmdir()


def _is_settled(path: str, old: Path, site: Path, copies: Mapping[str, int], new: Container[str]) -> bool:
    """Remove what is not ours from the old site if the new one has it; return whether that was done."""
    number = _number(old / path)
    try:
        if number in copies.values():
            shutil.rmtree(old / path)
        elif number == _number(site / path):
            (old / path).unlink()
        elif path not in new and _number(site / path):
            (old / path).replace(site / path)  # there is a copy, or what it was before somebody replaced it
        else:
            return False
    except OSError:
        return False
    return True


def _number(path: Path) -> int:
    """Return the number (inode) of a file or folder; 0 if there is none."""
    try:
        return path.lstat().st_ino
    except OSError:
        return 0
