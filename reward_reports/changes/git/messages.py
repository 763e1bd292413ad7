"""What git says when it cannot do something, in words that say what to do."""

from __future__ import annotations

import re

SHALLOW = (
    "this clone is shallow and does not know what came before; run `git fetch --unshallow`, "
    "or set `fetch-depth: 0` where a CI job checks out"
)
PARTIAL = (
    "this clone is partial and lacks the content of earlier files, and nothing is fetched here: "
    "clone it without --filter, or run `git fetch --refetch --no-filter`"
)
OUTSIDE = "is not in a git repository"
_OWNER = re.compile(r"(?:dubious ownership in repository at|unsafe repository \() ?'([^'\n]*)'")


def explain(printed: str, folder: str) -> str:
    """Return an error message for what git printed on its error stream."""
    owner = _OWNER.search(printed)
    if owner:
        return (
            f"git does not trust the repository {owner[1]}, which belongs to another user; if you do, "
            f"run `git config --global --add safe.directory {owner[1]}`"
        )
    if "not a git repository" in printed:
        return f"{folder} {OUTSIDE}; name a file or a folder of earlier versions instead"
    if "must be run in a work tree" in printed or "cannot use bare repository" in printed:
        return f"{folder} is a bare repository, which has no files; clone it and work in the clone"
    if "does not have any commits yet" in printed:
        return f"the repository of {folder} has no commit yet; commit the report first"
    if "promisor remote" in printed or "lazy fetch" in printed or ("transport" in printed and "not allowed" in printed):
        return f"the repository of {folder} could not be read: {PARTIAL}"
    words = " ".join(line.strip() for line in printed.splitlines() if line.strip())
    return f"git failed in {folder}: {words.removeprefix('fatal: ') or 'it said nothing'}"
