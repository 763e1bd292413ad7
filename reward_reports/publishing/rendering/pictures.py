"""Pictures beside a report: which may be shown, and why another may not."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from reward_reports.publishing.rendering.files import Files, NotRead
from reward_reports.publishing.rendering.translation import gettext_noop

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


def embed(data: bytes, media_type: str) -> str:
    """Return a picture as a `data:` address."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


@dataclass(slots=True)
class Pictures:
    """The pictures of one report.

    Attributes:
        files: the files beside the report.
        place: where pictures go.
        max_bytes: the size past which a picture is not shown.
    """

    files: Files
    place: Place = embed
    max_bytes: int = MAX_EMBEDDED
    _seen: dict[str, Shown | NotRead] = field(default_factory=dict)

    def find(self, path: str) -> Shown | NotRead:
        """Return the picture at a path of the report."""
        if path not in self._seen:
            self._seen[path] = self._look(path)
        return self._seen[path]

    def _look(self, path: str) -> Shown | NotRead:
        data = self.files.read(path, self.max_bytes)
        if isinstance(data, NotRead):
            return data
        media_type = media_type_of(data)
        if media_type is None:
            return NotRead(gettext_noop("it is not a PNG, JPEG, GIF or WebP picture"))
        return Shown(self.place(data, media_type), _size(data, media_type))


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
