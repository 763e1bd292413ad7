"""Reads parts of zip archives that tools for training leave, with limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reward_reports.runs.drafting.errors import DraftError


@contextmanager
def opened(path: Path, what: str = "a zip archive") -> Iterator[ZipFile]:
    """Open a zip archive; `what` is what it is called in messages.

    Raises:
        DraftError: if it is broken, also in a part that is read while it is open.
    """
    try:
        with ZipFile(path) as archive:
            yield archive
    except DraftError:
        raise
    except Exception as error:  # which one depends on how a part is packed
        raise DraftError(f"{path.as_posix()} is not {what} that can be read: {error}") from None


def read_part(archive: ZipFile, part: str, max_bytes: int) -> bytes:
    """Return a part of an archive that `opened` gave.

    Raises:
        DraftError: if there is none, it is larger than it may be, or packed in an unusual way.
    """
    try:
        info = archive.getinfo(part)
    except KeyError:
        raise DraftError(f"{archive.filename}: its part `{part}` is missing") from None
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others may ask for gigabytes before they give a byte
        raise DraftError(f"{archive.filename}: its part `{part}` is packed in a way that no tool for training uses")
    with archive.open(info) as stream:
        data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise DraftError(f"{archive.filename}: its part `{part}` is larger than {max_bytes:,} bytes")
    return data
