"""Repositories within repositories: which one holds a submodule, and which commit of it that one names."""

from __future__ import annotations

import os
from pathlib import Path

from reward_reports.base.errors import InputError
from reward_reports.changes.git.blobs import read
from reward_reports.changes.git.files import blob_of, hashes_of, resolve, root
from reward_reports.changes.git.running import run, split


def superproject(top: Path) -> tuple[Path, str] | None:
    """Return the top folder of the repository that a repository is a submodule of, and its path there; None if there is none.

    Args:
        top: the top folder of the inner repository.
    """
    output = run(top, "rev-parse", "--show-superproject-working-tree").removesuffix(b"\n")
    if not output:
        return None
    outer = Path(os.fsdecode(output)).resolve()
    return outer, top.relative_to(outer).as_posix()


def meant_by(top: Path) -> tuple[Path, str] | None:
    """Return the superproject by which a revision is meant for a submodule, with the path of the submodule there.

    Whoever works inside of the submodule means its own revisions; everybody else those of the repository around it.
    """
    return None if Path.cwd().resolve().is_relative_to(top) else superproject(top)


def modules(commit: str, top: Path) -> dict[str, str]:
    """Return the commits of all submodules that a commit names, by their paths."""
    return hashes_of(commit, top, b"160000")


def named_commit(link: str, top: Path, since: str) -> str:
    """Return the commit of a submodule that its superproject names at a base.

    Raises:
        InputError: if the submodule does not have it.
    """
    try:
        return run(top, "rev-parse", "--verify", "--quiet", f"{link}^{{commit}}").decode().strip()
    except InputError:
        raise InputError(
            f"the submodule {top.as_posix()} lacks the commit {link[:12]}, which {since} names: run `git fetch` in it, or "
            f"`git submodule update --init` with {since} checked out"
        ) from None


def commit_for(revision: str, path: str | os.PathLike[str]) -> str:
    """Return the commit that a revision stands for where a file lies; in a submodule, the one its superproject names then.

    Raises:
        InputError: if there is no such revision, or the superproject had no such submodule then.
    """
    folder, _ = split(path)
    top = root(folder)
    around = meant_by(top)
    if around is None:
        return resolve(revision, top)
    outer, inner = around
    link = modules(commit_for(revision, outer), outer).get(inner)
    if link is None:
        raise InputError(
            f"{revision} has no submodule {inner}: name a revision of it from within, or compare with a file"
        )
    return named_commit(link, top, revision)


def show(revision: str, path: str | os.PathLike[str], max_bytes: int | None = None) -> bytes | None:
    """Return what a file held at a revision, or None if it was not there or is larger than `max_bytes`.

    In a submodule, a revision is one of the superproject; see `commit_for`.

    Raises:
        InputError: if there is no such revision.
    """
    folder, _ = split(path)
    blob = blob_of(commit_for(revision, path), path)
    return read([blob], folder, max_bytes).get(blob) if blob else None
