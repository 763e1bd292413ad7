"""Files beside a report, named in it: whether a reader who has the folder has them too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reward_reports.base import reading
from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    import os

    from reward_reports.linting.context import Context

READ_AT_MOST = 1024 * 1024
"""Bytes: the largest file beside a report that a rule reads."""
NO_LINK = "no link: "
"""Before the digest of a file that counts only as long as no link leads to it."""
_REMOTE = lazy(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_ABSOLUTE = lazy(r"[/\\~]|[A-Za-z]:")


def is_remote(path: str) -> bool:
    """Whether it is an address and no file: `https:`, `data:`, `//host`."""
    return _REMOTE.match(path) is not None


def is_absolute(path: str) -> bool:
    """Whether it starts from the root of a machine or a drive, or from somebody's home."""
    return _ABSOLUTE.match(path) is not None


def fault_of(context: Context, path: str) -> tuple[str, str] | None:
    """Return what is wrong with a file's path, and what to do; None for a file that is there, and for an address."""
    if is_remote(path):
        return None
    if is_absolute(path):
        return "is an absolute path", "Put the file beside the report and write its path from there"
    if _leaves(path):
        return "leads out of the report's folder", "Put the file into the report's folder or below it"
    if context.exists(path):
        return None
    advice = (
        "Write `/` between folders" if "\\" in path else "Add the file, or correct the path from the report's folder"
    )
    return "leads to no file", advice


def fault_of_log(context: Context, path: str) -> tuple[str, str] | None:
    """Return what is wrong with the path of a log, which may lead anywhere in the git checkout or the settings' root."""
    folder = context.document.folder
    if folder is None or is_remote(path) or _ABSOLUTE.match(path) or not _leaves(path):
        return fault_of(context, path)
    from reward_reports.base.boundary import reaches  # few reports need it

    try:
        target = reaches(folder, path)
    except (OSError, ValueError, RuntimeError):  # a name that no file system takes, or links in a circle
        return "leads to no file", "Correct the path from the report's folder"
    if target is None:
        return "leads out of the git checkout", "Put the log into the checkout, or beside the report"
    return (
        None
        if context.exists(path)
        else ("leads to no file", "Add the file, or correct the path from the report's folder")
    )


def fault_of_text(context: Context, path: str) -> tuple[str, str] | None:
    """Return what is wrong with the path of a file that rules read, and what to do; None for one they can read."""
    fault = fault_of(context, path)
    if fault is not None or context.document.folder is None:
        return fault
    raw = None if is_remote(path) else context.read(path)
    if raw is None:
        return "does not lead to a readable file in the report's folder", "Put a copy of the file beside the report"
    if len(raw) > READ_AT_MOST:
        return f"leads to a file of more than {READ_AT_MOST:,} bytes", "Put the cited part into a smaller file"
    return None


def read_start(path: str | os.PathLike[str]) -> bytes:
    """Return a file's bytes, one more than `READ_AT_MOST` at most.

    Raises:
        InputError: if it cannot be read, or is not a regular file.
    """
    return reading.read_start(path, READ_AT_MOST)


def _leaves(path: str) -> bool:
    depth = 0
    for step in re.split(r"[/\\]", path):
        depth += -1 if step == ".." else step not in ("", ".")
        if depth < 0:
            return True
    return False
