"""Reads pickles without running them: whatever a pickle names is replaced by a stand-in that only remembers.

Nothing is imported, nothing is called. The instructions are carried out here, one after the other, and not by the unpickler of
Python: that one may be made to hash for years, and hears no signal while it does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reward_reports.runs.drafting.archives import opened, read_part
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.pickle_machine import Inert, PickleError, run

__all__ = ["MAX_BYTES", "Inert", "read_pickle", "read_torch"]

MAX_BYTES = 16_000_000
"""Bytes of a pickle; those of settings have some thousands."""


def read_pickle(data: bytes, source: str) -> Any:
    """Return what a pickle holds, objects as stand-ins.

    Args:
        data: its bytes.
        source: what it is called in messages.

    Raises:
        DraftError: if it is none, is cut off, or asks for too much.
    """
    if len(data) > MAX_BYTES:
        raise DraftError(f"{source} is larger than {MAX_BYTES:,} bytes, and a pickle of settings never is")
    try:
        return run(data)
    except PickleError as error:
        raise DraftError(f"{source}: byte {error.position:,}: {error}") from None


def read_torch(path: Path) -> Any:
    """Return what a file of torch (1.6 or later) holds besides its numbers: a zip archive with a pickle in it.

    Raises:
        DraftError: if it is none.
    """
    name = path.as_posix()
    with opened(path, "a file of torch 1.6 or later (a zip archive)") as archive:
        inner = [one for one in archive.namelist() if one.rpartition("/")[2] == "data.pkl"]
        if len(inner) != 1:
            raise DraftError(f"{name} is a zip archive without the one data.pkl that torch writes")
        data = read_part(archive, inner[0], MAX_BYTES)
    return read_pickle(data, f"{name}: data.pkl")
