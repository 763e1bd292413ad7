"""The files of one report in the site that is being made."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from reward_reports.publishing.site.manifest import digest

Stamp: TypeAlias = tuple[int, int]
"""The time of a file's last change in nanoseconds, and its size in bytes."""


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes files, and remembers their names.

    Attributes:
        folder: the folder of the site.
        digests: of what was written, by the paths from there.
    """

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file. One of the same name is replaced and not written into: it may be the old site's as well."""
        data = content.encode() if isinstance(content, str) else content
        if not self._begin(name, data):
            (self.folder / name).unlink()
            self._begin(name, data)

    def write_once(self, name: str, data: bytes) -> None:
        """Write a file whose name tells what it holds, so that one of that name may stay; another process may write it too."""
        self._begin(name, data)

    def stamps(self) -> dict[str, Stamp]:
        """Return the state of every file."""
        return {name: stamp_of(f"{self.folder}/{name}") for name in self.digests}

    def _begin(self, name: str, data: bytes) -> bool:
        self.digests[name] = digest(data)
        try:
            self._put(name, data)
        except FileNotFoundError:
            (self.folder / name).parent.mkdir(exist_ok=True)
            self._put(name, data)
        except FileExistsError:
            return False
        return True

    def _put(self, name: str, data: bytes) -> None:
        with (self.folder / name).open("xb") as stream:
            stream.write(data)


def stamp_of(file: str) -> Stamp:
    """Return the state of a file. A link in its place is looked at itself.

    Raises:
        OSError: if it is not there.
    """
    state = os.lstat(file)  # called for every page
    return state.st_mtime_ns, state.st_size
