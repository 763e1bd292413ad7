"""Pictures beside a report: which may be shown, and why another may not."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from reward_reports.caching import digest_of

MAX_EMBEDDED = 2_000_000
"""Bytes of a picture inside a page; a larger one makes the page slow to open and to mail."""
MAX_COPIED = 20_000_000
"""Bytes of a picture beside the pages of a site."""

Place: TypeAlias = Callable[[bytes, str], str]
"""Takes the bytes of a picture and its media type, puts it somewhere, and returns the address for the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that is there.

    Attributes:
        source: the address for the page.
        size: width and height in pixels, where the file tells.
    """

    source: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class NotShown:
    """A picture that cannot be shown, and why, as words for the reader."""

    why: str


def embed(data: bytes, media_type: str) -> str:
    """Return a picture as a `data:` address."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


@dataclass(slots=True)
class Pictures:
    """The pictures of one report.

    Attributes:
        folder: the report's folder; nothing outside it is read. None where the report came from no file.
        place: where pictures go.
        max_bytes: the size past which a picture is not shown.
    """

    folder: Path | None
    place: Place = embed
    max_bytes: int = MAX_EMBEDDED
    _seen: dict[str, Shown | NotShown] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)

    def find(self, path: str) -> Shown | NotShown:
        """Return the picture at a path of the report."""
        if path not in self._seen:
            found = self._seen[path] = self._look(path)
            if isinstance(found, NotShown):
                self._states[path] = found.why
        return self._seen[path]

    def looked_for(self) -> list[str]:
        """Return the files that were looked for in the folder, whether or not they are there."""
        return [] if self.folder is None else [(self.folder / path).as_posix() for path in self._seen]

    def states(self) -> dict[str, str]:
        """Return the paths that were looked for, each with the digest of its picture, or why it cannot be shown."""
        return dict(self._states)

    def _look(self, path: str) -> Shown | NotShown:
        if "://" in path or path.startswith("//"):
            return NotShown("it lies on another site, and this page loads nothing from elsewhere")
        if self.folder is None:
            return NotShown("the report was not read from a file, so there is no folder to look in")
        file = _inside(self.folder, path)
        if file is None:
            return NotShown("its path leads out of the report's folder")
        try:
            return self._read(file, path)
        except (OSError, ValueError):
            return NotShown("the file is missing or cannot be read")

    def _read(self, file: Path, path: str) -> Shown | NotShown:
        if not file.is_file():
            return NotShown("the file is missing")
        with file.open("rb") as stream:
            data = stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            return NotShown(f"it is larger than {self.max_bytes / 1_000_000:g} MB")
        media_type = media_type_of(data)
        if media_type is None:
            return NotShown("it is no PNG, JPEG, GIF or WebP picture")
        self._states[path] = digest_of(data)
        return Shown(self.place(data, media_type), _size(data, media_type))


def _inside(folder: Path, path: str) -> Path | None:
    """Return the file with all links followed, or None if it lies outside the folder."""
    try:
        base = folder.resolve()
        file = (base / path).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return file if file.is_relative_to(base) and not Path(path).is_absolute() else None


def media_type_of(data: bytes) -> str | None:
    """Return the type of a picture by its first bytes, or None if it is of no kind that is safe to show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _size(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Return width and height where they stand at a fixed place, so that the page does not jump while it loads."""
    if media_type == "image/png" and len(data) >= 24:
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if media_type == "image/gif" and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return None
