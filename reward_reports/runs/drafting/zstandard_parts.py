"""Parts of zip archives that are compressed with Zstandard, as Inspect compresses them since 2026."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from reward_reports.base.errors import MissingToolError
from reward_reports.base.installing import how_to_install, needed
from reward_reports.runs.drafting.errors import DraftError

ZSTANDARD = 93
"""How a zip archive says that a part is compressed so."""
_HEADER = struct.Struct("<4s22xHH")
"""What stands before a file in the archive: a mark, and at the end the lengths of its name and of what is added to it."""


def read_part(path: Path, part: zipfile.ZipInfo, max_bytes: int) -> bytes:
    """Return the bytes of a part.

    Args:
        path: the archive.
        part: which part of it.
        max_bytes: how many bytes it may have.

    Raises:
        DraftError: if it is damaged, or larger.
        MissingToolError: if nothing here can read Zstandard.
    """
    try:
        raw = _zstandard(path, part, max_bytes + 1)
    except MissingToolError:
        raise
    except Exception as error:  # a damaged part raises whatever its reader meets
        raise DraftError(f"{path.as_posix()}: its part `{part.filename}` cannot be read: {error}") from None
    if len(raw) > max_bytes:
        raise DraftError(f"{path.as_posix()}: its part `{part.filename}` is larger than {max_bytes:,} bytes")
    return raw


def _zstandard(path: Path, inner: zipfile.ZipInfo, most: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(inner.header_offset)
        mark, name, extra = _HEADER.unpack(stream.read(_HEADER.size))
        if mark != b"PK\x03\x04":
            raise zipfile.BadZipFile("a file does not begin where the archive says")
        stream.seek(name + extra, io.SEEK_CUR)
        return _decompressed(io.BytesIO(stream.read(min(inner.compress_size, most))), most)


def _decompressed(stream: BinaryIO, most: int) -> bytes:
    try:
        from compression import zstd  # of Python 3.14 on
    except ImportError:
        pass
    else:
        with zstd.ZstdFile(stream) as file:
            return bytes(file.read(most))
    with needed("this archive is compressed with Zstandard", how_to_install("inspect")):
        import zstandard
    with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream) as reader:
        return bytes(reader.read(most))
