"""One file of a zip archive, also of one compressed with Zstandard, as Inspect writes since 2026."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from reward_reports.base.errors import MissingToolError
from reward_reports.runs.drafting.errors import DraftError

_ZSTANDARD = 93
_HEADER = struct.Struct("<4s22xHH")
"""What stands before a file in the archive: a mark, and at the end the lengths of its name and of what is added to it."""


def read_member(path: Path, name: str, most: int) -> bytes:
    """Return the bytes of a file in an archive.

    Args:
        path: the archive.
        name: the file in it.
        most: how many bytes it may have.

    Raises:
        DraftError: if there is no such file, it is damaged, or larger.
        MissingToolError: if it is compressed with Zstandard and nothing here can read that.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            inner = archive.getinfo(name)
            if inner.compress_type == _ZSTANDARD:
                raw = _zstandard(path, inner, most + 1)
            else:
                with archive.open(inner) as stream:
                    raw = stream.read(most + 1)
    except MissingToolError:
        raise
    except Exception as error:  # a damaged archive raises whatever its reader meets
        raise DraftError(f"{path.as_posix()} is no archive with a {name} that can be read: {error}") from None
    if len(raw) > most:
        raise DraftError(f"{path.as_posix()}: {name} is larger than {most:,} bytes")
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
    try:
        import zstandard
    except ImportError:
        raise MissingToolError(
            'this archive is compressed with Zstandard: pip install "reward-reports[inspect]"'
        ) from None
    with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream) as reader:
        return bytes(reader.read(most))
