"""The files beside a report. They are read from its folder alone, and what was read is remembered: a page depends on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reward_reports.base.boundary import reaches
from reward_reports.base.caching import digest_of
from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_start
from reward_reports.publishing.rendering.translation import gettext_noop

LOG = "log "
"""What the states of logs begin with."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that was not read, and why, as words for the reader."""

    why: str


@dataclass(slots=True)
class Files:
    """The files beside one report.

    Attributes:
        folder: the report's folder; nothing outside it is read. None where the report came from no file.
        states: the paths that were asked for, each with the digest of what was read, or why nothing was.
    """

    folder: Path | None = None
    states: dict[str, str] = field(default_factory=dict)

    def read(self, path: str, max_bytes: int) -> bytes | NotRead:
        """Return the bytes of the file at a path of the report."""
        found = self._read(path, max_bytes)
        self.states[path] = found.why if isinstance(found, NotRead) else digest_of(found)
        if not isinstance(found, NotRead) and len(found) > max_bytes:
            return NotRead(f"it is larger than {max_bytes / 1_000_000:g} MB")
        return found

    def note_log(self, path: str) -> None:
        """Remember the state of a log, a file or a folder of them. It may be too large to be read again for that."""
        if self.folder is not None:
            self.states[path] = LOG + digest_of("\n".join(map(_stamp, _files_at(self.folder, path))).encode())

    def looked_for(self) -> list[str]:
        """Return the files that were looked for in the folder, whether or not they are there."""
        if self.folder is None:
            return []
        found = [self.folder / path for path in self.states]
        inside = [_files_at(self.folder, path) for path, state in self.states.items() if state.startswith(LOG)]
        return list(dict.fromkeys(file.as_posix() for file in (*found, *(one for files in inside for one in files))))

    def _read(self, path: str, max_bytes: int) -> bytes | NotRead:
        """Return the file's start: up to the number of bytes, and one more where it is too large."""
        if "://" in path or path.startswith("//"):
            return NotRead(gettext_noop("it is on another site, and this page loads nothing from other sites"))
        if self.folder is None:
            return NotRead(gettext_noop("the report was not read from a file, so there is no folder to look in"))
        file = _inside(self.folder, path)
        if file is None:
            return NotRead(gettext_noop("its path leads out of the report's folder"))
        try:
            if not file.is_file():
                return NotRead(gettext_noop("the file is missing"))
            return read_start(file, max_bytes)
        except (OSError, ValueError, InputError):
            return NotRead(gettext_noop("the file is missing or cannot be read"))


def _files_at(folder: Path, path: str) -> list[Path]:
    """Return a log, and what lies in it where it is a folder; nothing is looked for beyond the report's boundary."""
    try:
        log = reaches(folder, path)
        return [log, *sorted(log.rglob("*"))] if log and log.is_dir() else [folder / path]
    except (OSError, ValueError, RuntimeError):
        return [folder / path]


def _stamp(file: Path) -> str:
    """Return what changes when a file is written."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return f"{file.as_posix()} -"
    return f"{file.as_posix()} {found.st_mtime_ns} {found.st_size}"


def _inside(folder: Path, path: str) -> Path | None:
    """Return the file with all links followed, or None if it lies outside the folder."""
    try:
        base = folder.resolve()
        file = (base / path).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return file if file.is_relative_to(base) and not Path(path).is_absolute() else None
