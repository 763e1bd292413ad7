"""Which files are reports: those that are named, and those found by name in folders that are named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeAlias

from reward_reports.base import inputs
from reward_reports.base.errors import InputError

REPORT_NAMES = ("reward-report.yaml", "reward-report.yml", "*.reward-report.yaml", "*.reward-report.yml")
"""How report files are called, so that a folder of other YAML files can be searched."""

_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv"})

PathLike: TypeAlias = str | os.PathLike[str]
"""What a caller may give as a path."""


def as_path(given: PathLike | None) -> Path | None:
    """Return a path that may be left out as a `Path`."""
    return Path(given) if given is not None else None


def find_reports(
    paths: Iterable[PathLike],
    include: Iterable[str] = REPORT_NAMES,
    exclude: Iterable[str] = (),
    root: str = ".",
) -> list[str]:
    """Return the report files among and below the paths, sorted, each once, with `/` between folders.

    Args:
        paths: files, taken as they are, and folders, searched for names.
        include: patterns of names that are reports.
        exclude: patterns of paths below `root`, or of names, that are passed over in folders.
        root: the folder that exclude patterns start from.

    Raises:
        InputError: if a path does not exist, or nothing was found.
    """
    named = [os.fspath(path) for path in paths]
    patterns, refused = tuple(include), tuple(exclude)
    found: set[str] = set()
    for path in named:
        if os.path.isdir(path):  # noqa: PTH112 pathlib costs start-up time
            found.update(
                file
                for file in _search(path, patterns)
                if not any(path_matches(file, pattern, root) for pattern in refused)
            )
        elif os.path.exists(path):  # noqa: PTH110
            found.add(path.replace(os.sep, "/"))
        else:
            raise InputError(f"{path} does not exist")
    if not found:
        raise InputError(
            f"no report found in {', '.join(named)}: a report is called {' or '.join(patterns[:1] + patterns[2:3]) or '(nothing is included)'}"
        )
    inputs.note(*found)
    return sorted(found)


def _search(folder: str, patterns: tuple[str, ...]) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        for name in files:
            if any(fnmatch(name, pattern) for pattern in patterns):
                path = os.path.join(here, name).replace(os.sep, "/")  # noqa: PTH118
                if not _would_wait(path):
                    yield path.removeprefix("./")


def _would_wait(path: str) -> bool:
    """Whether reading would wait for somebody to write, as with a pipe. What cannot be looked at is for the reader to tell."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except OSError:
        return False


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
