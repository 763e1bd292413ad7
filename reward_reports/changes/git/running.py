"""Calls git, with everything off that a repository's configuration could make it do."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

from reward_reports.base.errors import InputError, MissingToolError
from reward_reports.changes.git.messages import explain

_SECONDS = 60
_OPTIONS = (
    "--no-pager", "--literal-pathspecs",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "safe.bareRepository=explicit",
    "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "log.diffMerges=first-parent",
)  # fmt: skip
_SURROUNDINGS = {
    "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1",
}  # fmt: skip
_FORGOTTEN = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS",
    "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
})  # fmt: skip
"""What a hook's surroundings say of the repository: it is found from the file instead."""
DIFF = ("-M", "--raw", "--no-abbrev", "-z", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative")
"""Options of every comparison, so that the settings of a user or a repository make no difference."""


def split(path: str | os.PathLike[str]) -> tuple[Path, str]:
    """Return the nearest folder that is there, and the rest of the path."""
    real = Path(path).resolve()
    folder = real if real.is_dir() else real.parent
    while not folder.is_dir():
        folder = folder.parent
    return folder, real.relative_to(folder).as_posix()


def run(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints.

    Raises:
        MissingToolError: if git is not installed.
        InputError: if git cannot do it; the message says why and what to do.
    """
    call = [_program(), "-C", str(folder), *_OPTIONS, *arguments]
    surroundings = {key: value for key, value in os.environ.items() if key not in _FORGOTTEN} | _SURROUNDINGS
    try:
        done = subprocess.run(  # noqa: S603 a list of words, no shell
            call, input=given, env=surroundings, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"git did not answer within {_SECONDS} seconds in {folder.as_posix()}") from None
    if done.returncode:
        raise InputError(explain(done.stderr.decode("utf-8", "replace"), folder.as_posix()))
    return done.stdout


def is_shallow(folder: Path) -> bool:
    """Whether the repository knows only the end of its history."""
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


@cache
def _program() -> str:
    """Find git on the PATH; never in the working folder, where a hostile checkout could put one."""
    name = "git.exe" if os.name == "nt" else "git"
    for place in os.get_exec_path():
        file = Path(place) / name
        if Path(place).is_absolute() and file.is_file() and os.access(file, os.X_OK):
            return str(file)
    raise MissingToolError("git is not installed, or not on the PATH: install it, or compare with a file or folder")
