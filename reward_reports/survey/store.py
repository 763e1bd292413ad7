"""Where a survey is written: a folder, or a place on an object store. A file there is whole or not there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from reward_reports.base.errors import OutputError
from reward_reports.base.writing import write_file
from reward_reports.survey.needed import pa
from reward_reports.survey.parts import first_line, is_uri, place_of


class LocalFolder:
    """A folder of this machine."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, or None if it cannot be read."""
        file = self.path / name
        with suppress(OSError):
            return file.read_bytes() if file.is_file() else None
        return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file.

        Raises:
            OutputError: if it cannot be written.
        """
        file = self.path / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise OutputError(f"{self.path.as_posix()} is not a folder; choose another one") from error
        except OSError as error:
            raise OutputError(f"{file.parent.as_posix()} cannot be created: {error.strerror or error}") from error
        write_file(file, data)

    def names(self, folder: str = "") -> list[str]:
        """Return what lies in it, or in a folder of it."""
        with suppress(OSError):
            return sorted(one.name for one in (self.path / folder).iterdir())
        return []

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(OSError):
            (self.path / name).unlink()


class Bucket:
    """A place that pyarrow's file systems reach."""

    def __init__(self, system: Any, path: str) -> None:
        self.system, self.path = system, path.rstrip("/")

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, or None if it cannot be read."""
        try:
            with self.system.open_input_file(f"{self.path}/{name}") as stream:
                data: bytes = stream.read()
            return data
        except (pa.ArrowException, OSError):
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file under another name first, so that none is seen half-written.

        Raises:
            OutputError: if it cannot be written.
        """
        target = f"{self.path}/{name}"
        draft = f"{target}.{uuid4().hex}.tmp"
        try:
            self.system.create_dir(target.rpartition("/")[0], recursive=True)
            with self.system.open_output_stream(draft) as stream:
                stream.write(data)
            self.system.move(draft, target)
        except (pa.ArrowException, OSError) as error:
            with suppress(pa.ArrowException, OSError):
                self.system.delete_file(draft)
            raise OutputError(f"{name} cannot be written: {first_line(error)}") from error

    def names(self, folder: str = "") -> list[str]:
        """Return what lies in it, or in a folder of it."""
        from pyarrow.fs import FileSelector

        place = f"{self.path}/{folder}".rstrip("/")
        with suppress(pa.ArrowException, OSError):
            return sorted(one.base_name for one in self.system.get_file_info(FileSelector(place, allow_not_found=True)))
        return []

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(pa.ArrowException, OSError):
            self.system.delete_file(f"{self.path}/{name}")


def store_at(output: str) -> LocalFolder | Bucket:
    """Return where an output goes.

    Raises:
        InputError: if there is no such file system.
    """
    return Bucket(*place_of(output)) if is_uri(output) else LocalFolder(output)
