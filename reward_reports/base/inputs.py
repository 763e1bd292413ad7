"""The files that the running command reads, so that what it makes overwrites none of them.

The reader (`reading`) notes every file that it opens, and a search every report that it finds: a command that takes results
from a cache, or reads in other processes, has them noted too. Nothing is noted outside a command.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

_STANDARD_INPUT = 0
_noted: set[str] | None = None


@contextmanager
def noted() -> Generator[None]:
    """Note what is read from here on, for one command."""
    global _noted  # noqa: PLW0603 one command runs at a time
    before, _noted = _noted, set()
    try:
        yield
    finally:
        _noted = before


def note(*paths: str) -> None:
    """Note that files are read, or have just been written."""
    if _noted is not None:
        _noted.update(paths)


def name_of(path: str) -> str | None:
    """Return the name under which the file at a path was noted; None if it was not, or is not there.

    Links, `..`, other spellings, hard links and file systems that ignore case make no difference.
    """
    identity = _identity(path)
    if identity is None or _noted is None:
        return None
    if _identity(_STANDARD_INPUT) == identity:
        return "standard input"
    return next((name for name in sorted(_noted) if _identity(name) == identity), None)


def _identity(path: str | int) -> tuple[int, int] | str | None:
    """Return what tells a file from all others on this machine; None if it is not there."""
    try:
        state = os.stat(path)  # noqa: PTH116 pathlib costs start-up time
    except (OSError, ValueError):
        return None
    # Some network drives of Windows number no files.
    return (state.st_dev, state.st_ino) if state.st_ino else os.path.realpath(str(path))
