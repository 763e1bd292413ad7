"""The hidden folder beside a site in which a build makes the new one, and in which the old one ends.

It is locked while its build lives. What a build that was killed has left, the next one clears away; and where that build had
taken the old site away and put nothing in its place, the old one is put back.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reward_reports.base.atomic import DRAFT
from reward_reports.base.caching import read, write
from reward_reports.publishing.site.exchange import exchanged
from reward_reports.publishing.site.foreign import bring_back, settle

_MARK = "build.json"
_MADE_BY = "reward-reports build"
_MOST = 100_000_000
"""Bytes of the largest mark that is read."""
_DIGITS = 16
_LONGEST = 100
"""Characters of the site's name in that of the folder."""
_GIVEN_UP = 86_400
"""Seconds after which a build is taken for dead where the system has no locks."""


@dataclass(slots=True)
class Staging:
    """The hidden folder of one build.

    Attributes:
        folder: the folder.
        site: where the site goes; no link.
        carried: what is not ours and has a second name in the new site, as `carry_over` returns it.
    """

    folder: Path
    site: Path
    carried: Mapping[str, int]
    _draft: int
    _lock: int | None = None

    @classmethod
    def begin(cls, site: Path) -> Staging:
        """Make the folder, with an empty one in it for the new site.

        Raises:
            OSError: if it cannot be made.
        """
        folder = site.parent / f".{site.name[:_LONGEST]}.{os.urandom(_DIGITS // 2).hex()}"
        folder.mkdir(0o700)
        lock = None
        try:
            lock = _lock(folder)
            new = folder / "new"
            new.mkdir(0o700)
            staging = cls(folder, site, {}, new.stat().st_ino, lock)
            staging.mark({})
        except BaseException:
            with suppress(OSError):
                (folder / _MARK).unlink(missing_ok=True)
            _remove_empty(folder)
            if lock is not None:
                os.close(lock)
            raise
        return staging

    @property
    def new(self) -> Path:
        """The new site while it is made; once it is in its place, the old one may be here."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """The old site, where it had to be moved away first."""
        return self.folder / "old"

    def mark(self, carried: Mapping[str, int]) -> None:
        """Write down what whoever clears this folder away must know."""
        self.carried = carried
        mark = [_MADE_BY, self.site.name, self.folder.lstat().st_ino, self._draft, carried]
        write(os.fspath(self.folder / _MARK), json.dumps(mark))

    @classmethod
    def found(cls, folder: Path, site: Path, lock: int | None) -> Staging | None:
        """Return the folder of a build that was killed, or None if it is not that: a copy of one, say, from a repository."""
        try:
            made_by, name, number, draft, carried = json.loads(read(os.fspath(folder / _MARK), _MOST))
            mine = (made_by, name, number) == (_MADE_BY, site.name, folder.lstat().st_ino)
            return cls(folder, site, dict(carried), int(draft), lock) if mine else None
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def swap(self) -> None:
        """Put the new site into its place.

        Raises:
            OSError: if that cannot be done; the old one is in its place then.
        """
        if not os.path.lexists(self.site):
            self.new.rename(self.site)
            return
        if exchanged(self.new, self.site):
            bring_back(self.new, self.site, self.carried)
            return
        self.site.rename(self.old)
        try:
            self.new.rename(self.site)
        except BaseException:
            if not os.path.lexists(self.site):  # Ctrl-C may come when the new one is in its place already
                self.old.rename(self.site)
            raise
        bring_back(self.old, self.site, self.carried)

    def end(self) -> list[str]:
        """Clear everything away that is not needed any more, whatever has happened.

        Returns:
            The paths of files that somebody put into the old site while it was replaced; they stay in this folder.
        """
        left: list[str] = []
        try:
            with suppress(OSError):
                if _is_folder(self.old) and not os.path.lexists(self.site):
                    self.old.rename(self.site)
            for folder in (self.old, self.new):
                with suppress(OSError):
                    left += self._cleared(folder)
            if not (_is_folder(self.old) or _is_folder(self.new)):
                with suppress(OSError):
                    (self.folder / _MARK).unlink()
                _remove_empty(self.folder)
        finally:
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None
        return [(self.folder / path).as_posix() for path in left]

    def _cleared(self, folder: Path) -> list[str]:
        if not _is_folder(folder):
            return []
        if folder.stat().st_ino == self._draft:
            shutil.rmtree(folder)
            return []
        return [f"{folder.name}/{path}" for path in settle(folder, self.site, self.carried)]


def clear_away(site: Path) -> list[str]:
    """End the builds of a site that were killed.

    Returns:
        The paths of files that somebody put into an old site while it was replaced.
    """
    named = re.compile(rf"\.{re.escape(site.name[:_LONGEST])}\.[0-9a-f]{{{_DIGITS}}}")
    left: list[str] = []
    with suppress(OSError), os.scandir(site.parent) as entries:
        for entry in entries:
            if named.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                left += _end_dead(Path(entry.path), site)
    return left


def _end_dead(folder: Path, site: Path) -> list[str]:
    try:
        lock = _lock(folder, wait=False)
    except BlockingIOError:  # its build lives
        return []
    if lock is None and time.time() - folder.lstat().st_mtime < _GIVEN_UP:
        return []
    staging = Staging.found(folder, site, lock)
    if staging is not None:
        return staging.end()
    if lock is not None:
        os.close(lock)
    _remove_empty(folder)
    return []


def _remove_empty(folder: Path) -> None:
    """Remove the folder of a build in which there is nothing, or nothing yet; one that holds anything stays."""
    with suppress(OSError):
        for path in folder.iterdir():
            if DRAFT.fullmatch(path.name):
                path.unlink()
        if _is_folder(folder / "new"):
            (folder / "new").rmdir()
        folder.rmdir()


def _is_folder(path: Path) -> bool:
    """Whether it is a folder, and no link to one."""
    return path.is_dir() and not path.is_symlink()


@contextmanager
def alone_in(folder: Path) -> Generator[None]:
    """Wait until no other build works in a folder; where the system has no locks, wait for nobody."""
    lock = _lock(folder)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _lock(folder: Path, *, wait: bool = True) -> int | None:
    """Lock a folder, and return what unlocks it when it is closed, or the process ends; None where there are no locks.

    Raises:
        BlockingIOError: if somebody else has locked it, and that is not waited for.
    """
    try:
        import fcntl
    except ImportError:
        return None
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BaseException as error:
        os.close(opened)
        if isinstance(error, OSError) and not isinstance(error, BlockingIOError):
            return None
        raise
    return opened
