"""How far the paths in a report may lead: to the root of its git checkout, or of its settings; without either, its own folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from reward_reports.base.ownership import is_trusted

_SETTINGS = (".reward-reports.toml", "pyproject.toml")
_OURS = b"[tool.reward-reports"
_MOST = 1_000_000
"""Bytes of a pyproject.toml that are searched for our table."""


def boundary_of(folder: Path) -> Path:
    """Return the folder out of which no path of a report may lead, links followed.

    That is the root of the git checkout; outside of git the nearest folder with settings of this tool; else the folder itself.
    As with settings, what belongs to another user does not count.
    """
    here = folder.resolve()
    above = (here, *here.parents)
    return _first(above, _is_checkout) or _first(above, _has_settings) or here


def reaches(folder: Path, path: str) -> Path | None:
    """Return where a path of a report leads, links followed; None if that lies beyond the boundary, or in git's own folder.

    Raises:
        OSError, ValueError, RuntimeError: if no file system takes the path, or links go in a circle.
    """
    base = folder.resolve()
    target = (base / path).resolve()
    if target.is_relative_to(base):
        return target
    root = boundary_of(base)
    return target if target.is_relative_to(root) and ".git" not in target.relative_to(root).parts else None


def _first(folders: tuple[Path, ...], marks: Callable[[Path], bool]) -> Path | None:
    return next((one for one in folders if marks(one)), None)


def _is_checkout(folder: Path) -> bool:
    return _trusted(folder / ".git")


def _has_settings(folder: Path) -> bool:
    return any(_trusted(folder / name) and (name != "pyproject.toml" or _names_us(folder / name)) for name in _SETTINGS)


def _trusted(file: Path) -> bool:
    try:
        return os.path.exists(file) and is_trusted(file)  # noqa: PTH110 False also where nobody may look
    except OSError:
        return False


def _names_us(file: Path) -> bool:
    try:
        if not file.is_file():  # a pipe would be waited for
            return False
        with file.open("rb") as stream:
            return _OURS in stream.read(_MOST)
    except OSError:
        return False
