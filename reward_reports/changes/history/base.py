"""What reports held at a base: a revision in git, or an earlier copy as a file or a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_start
from reward_reports.changes import git

_PATH = re.compile(r"[./~]|[A-Za-z]:[\\/]|.*(?:[/\\]|\.ya?ml)\Z", re.IGNORECASE | re.DOTALL)


def base_of(since: str, names: Sequence[str], max_bytes: int) -> dict[str, bytes]:
    """Return what each file held at the base; a file that was not there, or is too large, is left out.

    Args:
        since: a revision; or a path, written so that no branch can be meant: it begins with `.`, `/` or `~`, or ends in
            `/`, `.yaml` or `.yml`. Of a revision on another branch, the point counts where this branch left it. A file is
            the base of the only report. In a folder, the base of `reports/a.yaml` is `reports/a.yaml` or else `a.yaml`.
        names: the files as they are now. A file that git knows as renamed is followed.
        max_bytes: the largest file that is read.

    Raises:
        InputError: if there is no such revision, file or folder; the message says what to do.
        MissingToolError: if git is needed and not installed.
    """
    return (
        _from_files(Path(since).expanduser(), names, max_bytes)
        if _PATH.match(since)
        else _from_git(since, names, max_bytes)
    )


def _from_files(base: Path, names: Sequence[str], max_bytes: int) -> dict[str, bytes]:
    if base.is_file():
        if len(names) > 1:
            raise InputError(
                f"{base.as_posix()} is one report, and {len(names)} are checked; name a folder or a revision"
            )
        return _read(dict.fromkeys(names, base), max_bytes)
    if not base.is_dir():
        raise InputError(f"{base.as_posix()} does not exist; a branch is written without `/` or `.` at its ends")
    return _read({name: found for name in names if (found := _copy_of(name, base))}, max_bytes)


def _read(files: dict[str, Path], max_bytes: int) -> dict[str, bytes]:
    found = {name: read_start(file, max_bytes) for name, file in files.items()}
    return {name: raw for name, raw in found.items() if len(raw) <= max_bytes}


def _copy_of(name: str, base: Path) -> Path | None:
    """Return the file in the base folder whose path has the longest end in common with a name."""
    parts = Path(name).parts
    below = [part for part in parts if part not in ("..", Path(name).anchor)]
    candidates = (base.joinpath(*below[start:]) for start in range(len(below)))
    return next((file for file in candidates if file.is_file()), None)


def _from_git(since: str, names: Sequence[str], max_bytes: int) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for folder, group in _by_repository(names).items():
        commit = git.left_at(git.resolve(since, folder), folder)
        then = git.tree(commit, folder)
        if any(path not in then for path in group.values()):
            earlier = git.earlier_names(commit, folder)
            group = {name: path if path in then else earlier.get(path, path) for name, path in group.items()}  # noqa: PLW2901
        blobs = {name: then[path] for name, path in group.items() if path in then}
        content = git.read(blobs.values(), folder, max_bytes)
        made.update({name: content[blob] for name, blob in blobs.items() if blob in content})
    return made


def _by_repository(names: Sequence[str]) -> dict[Path, dict[str, str]]:
    """Return the names by repository, each with its path from the top there."""
    roots: dict[Path, Path] = {}
    made: dict[Path, dict[str, str]] = {}
    for name in names:
        file = Path(name).resolve()
        if file.parent not in roots:
            roots[file.parent] = git.root(file.parent)
        top = roots[file.parent]
        made.setdefault(top, {})[name] = file.relative_to(top).as_posix()
    return made
