"""Zip archives, which may be hostile: read in memory, within limits, and nothing is ever unpacked."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from io import SEEK_END
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from reward_reports.base.reading import open_file
from reward_reports.exchange.importing.reading import is_readable
from reward_reports.exchange.importing.source import MAX_BYTES, SourceError

MAX_ARCHIVE = 64 * 1024 * 1024
"""The largest archive that is opened, and the most that its texts may hold together; pictures lie in archives too."""
MAX_MEMBERS = 2_000
_DIRECTORY_ENTRY = 46 + 200
"""Bytes that one file takes in the archive's list, generously."""
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_PASSED_OVER = ("__MACOSX", ".")


def texts_in(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of each text in a zip archive that may be a report, by name.

    Raises:
        SourceError: if it is not a complete zip archive, is encrypted, holds a name that leads out of it, a link, a name twice,
            or more than is read. The message names the archive and the file in it.
    """
    name = archive.as_posix()
    try:
        with open_file(archive, SourceError) as stream, _opened(stream, name) as opened:
            members = opened.infolist()
            _check(members, name)
            total = 0
            for inside, member in sorted(((_name(one), one) for one in members), key=itemgetter(0)):
                if not is_readable(inside) or _is_hidden(inside):
                    continue
                raw = _read(opened, member, f"{name}: the file {inside!r} in it")
                total += len(raw)
                if total > MAX_ARCHIVE:
                    raise SourceError(
                        f"{name}: its texts are larger than {MAX_ARCHIVE:,} bytes together; import them one by one"
                    )
                yield inside, raw
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: a file name in it is not UTF-8; unpack it and import the folder") from error
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise SourceError(f"{name} is not a complete zip archive: {error}; fetch it again") from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror or error}") from error


def _opened(stream: BinaryIO, name: str) -> ZipFile:
    """Open an archive after a look at its end, before anything makes a list of what it claims to hold."""
    size = stream.seek(0, SEEK_END)
    if size > MAX_ARCHIVE:
        raise SourceError(f"{name} is larger than {MAX_ARCHIVE:,} bytes; import the texts in it one by one")
    stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise SourceError(f"{name} is not a complete zip archive: its end is missing; fetch it again")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > MAX_MEMBERS * _DIRECTORY_ENTRY:
        raise SourceError(_too_many(name))
    return ZipFile(stream)


def _check(members: list[ZipInfo], name: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise SourceError(_too_many(name))
    seen: set[str] = set()
    for member in members:
        inside = _name(member)
        where = f"{name}: the file {member.orig_filename!r} in it"
        if not _stays_inside(inside):
            raise SourceError(f"{where} contains a path that leads out of the archive; nothing was read")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise SourceError(f"{where} is a link; put the file itself into the archive")
        if member.flag_bits & 0x1:
            raise SourceError(f"{where} is encrypted; unpack it and import the folder")
        if inside in seen:
            raise SourceError(f"{where} appears twice, so it is ambiguous")
        seen.add(inside)


def _name(member: ZipInfo) -> str:
    r"""Return the name of a file in an archive, with / between folders: some programs on Windows write \ there."""
    return member.orig_filename.replace("\\", "/")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    odd = any(not character.isprintable() for character in name) or name[1:2] == ":"
    return bool(name) and not odd and not path.is_absolute() and ".." not in path.parts


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_PASSED_OVER) for part in PurePosixPath(name).parts)


def _read(opened: ZipFile, member: ZipInfo, where: str) -> bytes:
    """Read one byte more than is allowed at most, whatever size the archive claims."""
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise SourceError(f"{where} uses a compression method that is not supported; unpack it and import the folder")
    with opened.open(member) as stream:
        return stream.read(MAX_BYTES + 1)


def _too_many(name: str) -> str:
    return f"{name} holds more than {MAX_MEMBERS:,} files; import the reports in it one by one"
