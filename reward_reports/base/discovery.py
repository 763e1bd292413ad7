"""Which files are reports: those that are named, and those found by name in folders that are named."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from reward_reports.base import inputs
from reward_reports.base.errors import InputError

REPORT_NAMES = ("reward-report.yaml", "reward-report.yml", "*.reward-report.yaml", "*.reward-report.yml")
"""How report files are called, so that a folder of other YAML files can be searched."""

_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv"})
_LEFT_BY_EDITORS = re.compile(r"#.*#|.*~|\.#.*|\.~lock\..*|.*\.sw[a-p]")
"""Lock files, backups and swap files of Emacs, Vim and LibreOffice."""
_MOST_REMARKS = 10
_SETTINGS_FILES = frozenset({"pyproject.toml", ".reward-reports.toml"})

PathLike: TypeAlias = str | os.PathLike[str]
"""What a caller may give as a path."""


def as_path(given: PathLike | None) -> Path | None:
    """Return a path that may be left out as a `Path`."""
    return Path(given) if given is not None else None


Note: TypeAlias = Callable[[str], None]
"""Takes a remark for the reader."""


def is_named_as_report(path: PathLike) -> bool:
    """Whether a file has the name of a report, as far as the settings do not say otherwise."""
    return any(fnmatch(os.path.basename(path), pattern) for pattern in REPORT_NAMES)  # noqa: PTH119 pathlib costs start-up time


class Patterns(Protocol):
    """What decides which files of a folder are reports; see `find_reports`."""

    @property
    def include(self) -> tuple[str, ...]: ...
    @property
    def exclude(self) -> tuple[str, ...]: ...
    @property
    def root(self) -> str: ...


def find_reports(
    paths: Iterable[PathLike],
    include: Iterable[str] = REPORT_NAMES,
    exclude: Iterable[str] = (),
    root: str = ".",
    note: Note | None = None,
    deep: bool = True,
    none: bool = False,
    nearest: Callable[[str], Patterns] | None = None,
) -> list[str]:
    """Return the report files among and below the paths, sorted, each once, with `/` between folders.

    A search passes over hidden files and folders, what editors leave behind, links that lead nowhere or out of the
    folders that are searched, and a second name of a file that it has found already.

    Args:
        paths: files, taken as they are, and folders, searched for names.
        include: patterns of names that are reports.
        exclude: patterns of paths below `root`, or of names, that are passed over in folders.
        root: the folder that exclude patterns start from.
        note: receives which links were passed over.
        deep: whether folders below those that are named are searched too.
        none: whether finding nothing is allowed.
        nearest: gives the patterns of a folder that may have settings of its own; its `include` applies there in place of
            the one above, its `exclude` in addition.

    Raises:
        InputError: if a path does not exist, a folder cannot be read, or nothing was found.
    """
    named = [os.fspath(path) for path in paths]
    patterns, refused = tuple(include), tuple(exclude)
    folders = [path for path in named if os.path.isdir(path)]  # noqa: PTH112 pathlib costs start-up time
    reports = {path.replace(os.sep, "/"): _identity(path) for path in named if path not in folders}
    known = set(reports.values())
    search = _Search(folders, _Chosen(patterns, ((root, refused),)), deep, nearest)
    for match in sorted(search.matches()):
        if match.identity not in known:
            known.add(match.identity)
            reports[match.path] = match.identity
    if note:
        for remark in search.remarks():
            note(remark)
    if not reports and not none:
        raise InputError(
            f"no report found in {', '.join(named)}; report files are named {' or '.join(patterns[:1] + patterns[2:3]) or '(nothing is included)'}"
        )
    inputs.note(*reports)
    return sorted(reports)


def would_find(folder: str, below: str, include: Iterable[str], exclude: Iterable[str], root: str = ".") -> bool:
    """Whether a search of a folder would find a file that is not there now, such as one of an earlier revision.

    Args:
        folder: the folder.
        below: the file's path from there, with `/` between folders.
        include: patterns of names that are reports.
        exclude: patterns of paths that are passed over.
        root: the folder that exclude patterns start from.
    """
    *folders, name = below.split("/")
    if not _is_named(name, include) or any(map(_is_passed_over, folders)):
        return False
    return not any(path_matches(os.path.join(folder, below), pattern, root) for pattern in exclude)  # noqa: PTH118


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name in _PASSED_OVER


def _identity(path: str) -> tuple[int, int]:
    """Return what two names of one file have in common.

    Raises:
        InputError: if there is no such file.
    """
    try:
        state = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        raise InputError(f"{path} does not exist") from None
    return state.st_dev, state.st_ino


class _Match(NamedTuple):
    """A file that a search has found; its own name sorts before a link to it."""

    linked: bool
    path: str
    identity: tuple[int, int]


class _Chosen(NamedTuple):
    """Which files are reports: patterns of names, and patterns of paths that are skipped, each with its root."""

    include: tuple[str, ...]
    exclude: tuple[tuple[str, tuple[str, ...]], ...]

    def with_nearest(self, nearest: Patterns) -> _Chosen:
        """Return what applies in a folder with settings of its own."""
        return _Chosen(tuple(nearest.include), (*self.exclude[:1], (nearest.root, tuple(nearest.exclude))))

    def refuses(self, path: str) -> bool:
        return any(path_matches(path, pattern, root) for root, patterns in self.exclude for pattern in patterns)


class _Search:
    """Looks for reports below folders, and follows no link out of them."""

    def __init__(
        self, folders: list[str], chosen: _Chosen, deep: bool, nearest: Callable[[str], Patterns] | None
    ) -> None:
        self._folders = folders
        self._chosen = chosen
        self._deep = deep
        self._nearest = nearest
        self._roots = [os.path.realpath(folder) for folder in folders]
        self._passed: list[str] = []

    def matches(self) -> Iterator[_Match]:
        """Give every report, some perhaps by several names."""
        for folder in self._folders:
            waiting = [(folder, self._chosen)]
            while waiting:
                here, chosen = waiting.pop()
                entries = self._entries(here, chosen)
                if self._nearest and (here == folder or any(entry.name in _SETTINGS_FILES for entry in entries)):
                    chosen = self._chosen.with_nearest(self._nearest(here))
                for entry in entries:
                    if _is_folder(entry):
                        if self._is_searched(entry, chosen):
                            waiting.append((entry.path, chosen))
                    elif _is_named(entry.name, chosen.include) and (match := self._match(entry, chosen)):
                        yield match

    def _entries(self, folder: str, chosen: _Chosen) -> list[os.DirEntry[str]]:
        """Return what lies in a folder; one that cannot be read may hold a report, so it is an error where it is not excluded."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:  # it has just been removed
            return []
        except OSError as error:
            path = _shown(folder)
            if chosen.refuses(path):
                return []
            what = f"the folder {path} cannot be searched for reports: {error.strerror or error}"
            raise InputError(f"{what}; exclude it in the settings if it holds none") from error

    def remarks(self) -> Iterator[str]:
        """Say which links were passed over; of very many, the first."""
        yield from self._passed[:_MOST_REMARKS]
        if len(self._passed) > _MOST_REMARKS:
            yield f"{len(self._passed) - _MOST_REMARKS} more links were skipped"

    def _is_searched(self, entry: os.DirEntry[str], chosen: _Chosen) -> bool:
        """Whether the search goes into a folder. Where a link to one leads inside, it is searched under its own name."""
        if not self._deep or _is_passed_over(entry.name):
            return False
        if not entry.is_symlink():
            return True
        path = _shown(entry.path)
        if not self._is_inside(path) and not chosen.refuses(path):
            self._passed.append(f"{path} links to a folder outside the search and was skipped; name it to search it")
        return False

    def _match(self, entry: os.DirEntry[str], chosen: _Chosen) -> _Match | None:
        path, linked = _shown(entry.path), entry.is_symlink()
        if chosen.refuses(path):
            return None
        try:
            state = os.stat(path)  # noqa: PTH116 of an entry, Windows gives no identity
        except OSError as error:
            self._pass_over(path, linked, error)
            return None
        if not stat.S_ISREG(state.st_mode):  # reading a pipe, say, would wait for somebody to write
            return None
        if linked and not self._is_inside(path):
            self._passed.append(f"{path} links to a file outside the search and was skipped; name it to read it")
            return None
        return _Match(linked, path, (state.st_dev, state.st_ino))

    def _pass_over(self, path: str, linked: bool, error: OSError) -> None:
        if linked:
            self._passed.append(f"{path} is a broken link and was skipped")
        elif not isinstance(error, FileNotFoundError):  # one that has just been removed is no fault
            raise InputError(f"{path} cannot be read: {error.strerror or error}") from error

    def _is_inside(self, path: str) -> bool:
        target = os.path.realpath(path)
        return any(target == root or target.startswith(root.rstrip(os.sep) + os.sep) for root in self._roots)


def _is_named(name: str, patterns: Iterable[str]) -> bool:
    """Whether a file is called like a report. A hidden one needs a pattern that begins with a dot."""
    if _LEFT_BY_EDITORS.fullmatch(name):
        return False
    hidden = name.startswith(".")
    return any(fnmatch(name, one) for one in patterns if not hidden or one.startswith("."))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself
        return False


def _shown(path: str) -> str:
    return path.replace(os.sep, "/").removeprefix("./")


def path_matches(file: str, pattern: str, root: str) -> bool:
    """Whether a path fits a pattern, as a path below the root, as a folder above it, or by its last name."""
    path = os.path.abspath(file).replace(os.sep, "/")  # noqa: PTH100
    base = os.path.abspath(root).replace(os.sep, "/").rstrip("/") + "/"  # noqa: PTH100
    relative = path.removeprefix(base)
    return (
        fnmatch(relative, pattern)
        or fnmatch(relative, pattern.rstrip("/") + "/*")
        or fnmatch(relative.rsplit("/", 1)[-1], pattern)
    )
