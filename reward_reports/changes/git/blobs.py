"""The content of files as git keeps it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from reward_reports.base.errors import InputError
from reward_reports.changes.git.messages import PARTIAL
from reward_reports.changes.git.running import run, split

_MOST_BYTES = 256 * 1024 * 1024
"""The most that is read of one history."""


def read(blobs: Iterable[str], folder: str | os.PathLike[str], max_bytes: int | None = None) -> dict[str, bytes]:
    """Return the content of blobs by hash, without those that are larger than `max_bytes`.

    Raises:
        InputError: if the repository lacks one, or they are more than is read.
    """
    here, _ = split(folder)
    wanted = sorted({blob for blob in blobs if blob})
    if not wanted:
        return {}
    sizes = _sizes(run(here, "cat-file", "--batch-check", given="\n".join(wanted).encode() + b"\n"), here)
    small = [blob for blob in wanted if max_bytes is None or sizes[blob] <= max_bytes]
    if sum(sizes[blob] for blob in small) > _MOST_BYTES:
        raise InputError(f"the history holds more than {_MOST_BYTES:,} bytes; read less of it with --limit")
    if not small:
        return {}
    output = run(here, "cat-file", "--batch", "--buffer", given="\n".join(small).encode() + b"\n")
    contents, at = {}, 0
    for blob in small:
        start = output.index(b"\n", at) + 1
        contents[blob] = output[start : start + sizes[blob]]
        at = start + sizes[blob] + 1
    return contents


def _sizes(output: bytes, folder: Path) -> dict[str, int]:
    sizes = {}
    for line in output.decode().splitlines():
        blob, *more = line.split()
        if more[:1] != ["blob"]:
            raise InputError(f"the repository of {folder.as_posix()} lacks the content {blob[:12]}: {PARTIAL}")
        sizes[blob] = int(more[1])
    return sizes
