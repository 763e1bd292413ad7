"""What all pages of a site depend on besides the reports: our code, our templates and catalogues, and a user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import reward_reports
from reward_reports.base.caching import code_state, digest_of
from reward_reports.base.reading import read_start
from reward_reports.base.resources import directory
from reward_reports.publishing.rendering.own_templates import MAX_BYTES


def package_state() -> str:
    """Return what tells this state of the package from others."""
    return code_state(_code_folders()) + templates_state(directory("templates")) + templates_state(directory("locale"))


@cache
def _code_folders() -> tuple[str, ...]:
    """Return the folders of this package that hold code: those that this process could import from when it first asked."""
    top = Path(reward_reports.__file__).parent
    return tuple(sorted({file.parent.relative_to(top).as_posix() for file in top.rglob("*.py")}))


def templates_state(folder: Path | None) -> str:
    """Return a digest of all files below a folder of templates; "" for none."""
    if folder is None:
        return ""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return digest_of(
        repr([(file.relative_to(folder).as_posix(), digest_of(read_start(file, MAX_BYTES))) for file in files]).encode()
    )
