"""Files of the system that a report is bound to: in its checkout, reached through no link, read within a limit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reward_reports.base.caching import digest_of
from reward_reports.base.errors import InputError
from reward_reports.linting.extract import files
from reward_reports.runs.bound.errors import UnreadableError

if TYPE_CHECKING:
    from reward_reports.linting.context import Context

_FROM_HERE = "Write the path from the report's folder, with `/` between folders"


def read_bound(context: Context, path: str) -> bytes | None:
    """Return the bytes of a file that the report is bound to; None where the report's own folder is not known.

    It may lie anywhere in the git checkout, or below the folder of the settings.

    Raises:
        UnreadableError: if the path leads elsewhere, through a link, or to no file. The message goes on after the path.
    """
    if files.is_remote(path) or files.is_absolute(path) or "\\" in path:
        raise UnreadableError("is not a path from the report's folder", _FROM_HERE)
    folder = context.document.folder
    if folder is None:
        return None
    try:
        return _read(context, folder.resolve(), path)
    except (OSError, ValueError, RuntimeError) as error:  # a name that no file system takes, or links in a circle
        raise UnreadableError("leads to no file", "Correct the path from the report's folder") from error


def _read(context: Context, folder: Path, path: str) -> bytes:
    from reward_reports.base.boundary import reaches

    target = Path(os.path.normpath(folder / path))
    context.looked_for[str(target)] = False  # a result holds until there is a file
    if ".git" in target.parts or reaches(folder, os.path.relpath(target, folder)) is None:
        raise UnreadableError("leads out of the git checkout", "Name a file in the checkout of the report")
    link = _link_to(target, folder)
    if link is not None:
        raise UnreadableError(f"leads through the link {link}", "Write the path of the file itself")
    try:
        raw = files.read_start(target)
    except InputError as error:
        what = "leads to no file" if not target.exists() else "cannot be read as a file"
        raise UnreadableError(what, "Correct the path from the report's folder, or add the file") from error
    context.looked_for[str(target)] = files.NO_LINK + digest_of(raw)
    return raw


def _link_to(target: Path, folder: Path) -> str | None:
    """Return the name of the first link on the way from what both have in common; the report's folder itself has none."""
    shared = Path(os.path.commonpath([target, folder]))
    way = [*target.relative_to(shared).parents][::-1][1:]
    return next((one.as_posix() for one in [*way, target.relative_to(shared)] if (shared / one).is_symlink()), None)
