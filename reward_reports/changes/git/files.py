"""Where a repository is, what a revision's name stands for, what a file held then."""

from __future__ import annotations

import os
from pathlib import Path

from reward_reports.base.errors import InputError
from reward_reports.changes.git.messages import SHALLOW
from reward_reports.changes.git.running import DIFF, is_shallow, run, split


def root(path: str | os.PathLike[str]) -> Path:
    """Return the top folder of the repository that a file or folder lies in.

    Raises:
        MissingToolError: if git is not installed.
        InputError: if the path lies in no repository that can be used; the message says why and what to do.
    """
    folder, _ = split(path)
    return Path(os.fsdecode(run(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()


def resolve(revision: str, folder: str | os.PathLike[str] = ".") -> str:
    """Return the full hash of the commit that a name such as `HEAD~2`, a tag or a branch stands for.

    Raises:
        InputError: if there is no such commit, or the name begins with `-` or holds a control character.
    """
    here, _ = split(folder)
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise InputError(f"{revision!r} is not a revision: name a commit, a tag or a branch")
    root(here)
    try:
        return run(here, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except InputError:
        hint = f"; {SHALLOW}" if is_shallow(here) else "; `git log` lists what there is"
        raise InputError(f"git has no revision {revision} in {here.as_posix()}{hint}") from None


def blob_of(commit: str, path: str | os.PathLike[str]) -> str:
    """Return the hash of a file's content at a commit; "" if it was not there, or was a link or a module, not a file."""
    folder, name = split(path)
    mode, kind, blob = (run(folder, "ls-tree", "-z", commit, "--", name).split(b"\t")[0].decode() or "- - -").split()
    return blob if kind == "blob" and mode.startswith("100") else ""


def tree(commit: str, folder: str | os.PathLike[str]) -> dict[str, str]:
    """Return the hashes of all files at a commit by their paths from the top; links and modules are left out."""
    here, _ = split(folder)
    return hashes_of(commit, here, b"100")


def hashes_of(commit: str, folder: Path, mode: bytes) -> dict[str, str]:
    """Return the hashes of all entries at a commit whose mode begins so, by their paths from the top."""
    hashes = {}
    for line in run(folder, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        facts, _, path = line.partition(b"\t")
        if facts.startswith(mode):
            hashes[os.fsdecode(path)] = facts.split()[2].decode()
    return hashes


def left_at(commit: str, folder: str | os.PathLike[str]) -> str:
    """Return the commit at which the present branch left the line of another; that commit itself if nothing tells."""
    here, _ = split(folder)
    try:
        return run(here, "merge-base", commit, "HEAD").decode().strip() or commit
    except InputError:  # no common ancestor, or none that a shallow clone knows
        return commit


def earlier_names(commit: str, folder: str | os.PathLike[str]) -> dict[str, str]:
    """Return the files of the index that had another name at a commit: name now to name then, both from the top."""
    here, _ = split(folder)
    output = run(here, "diff-index", "--cached", "--diff-filter=R", *DIFF, commit, "--")
    words = [os.fsdecode(word) for word in output.split(b"\0")]
    return {words[at + 2]: words[at + 1] for at in range(0, len(words) - 2, 3)}
