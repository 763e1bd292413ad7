"""Whose settings are used. The rule is that of git's `safe.directory`: not those that another user can write."""

from __future__ import annotations

import os
from pathlib import Path

SAFE_FOLDERS = "REWARD_REPORTS_SAFE_FOLDERS"
"""The environment variable that names folders whose settings are used, whoever owns them; `*` for all."""


def is_trusted(file: Path) -> bool:
    """Whether a file of settings, its folder and what it leads to, if it is a link, belong to this user or to root.

    Raises:
        OSError: if the file is not there.
    """
    if not hasattr(os, "geteuid"):  # Windows keeps the folders of users apart
        return True
    owners = {file.stat().st_uid, file.lstat().st_uid, file.parent.stat().st_uid}
    return owners <= _users() or _is_named(file.parent)


def _users() -> set[int]:
    """Return who may decide for this user: root can do anything anyway, and who became root by sudo is the same person."""
    user = os.geteuid()
    by_sudo = os.environ.get("SUDO_UID", "") if user == 0 else ""
    return {user, 0} | ({int(by_sudo)} if by_sudo.isdecimal() else set())


def _is_named(folder: Path) -> bool:
    named = [name for name in os.environ.get(SAFE_FOLDERS, "").split(os.pathsep) if name]
    return "*" in named or any(Path(name).resolve() == folder.resolve() for name in named)
