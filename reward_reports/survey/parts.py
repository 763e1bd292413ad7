"""Which documents there are, in parts: each is read and written as a whole, on whatever machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from typing import Any, Literal
from urllib.parse import unquote

from reward_reports.base import inputs
from reward_reports.base.discovery import REPORT_NAMES, is_named_as_report
from reward_reports.base.errors import InputError
from reward_reports.survey.needed import pa

MOST = 2_000
"""Documents in a part; a run that is stopped loses the parts that are not finished."""
BLOCK = 8 * 1024 * 1024
"""Bytes of a file of JSON lines in a part."""
_ROWS = {".parquet": "parquet", ".jsonl": "lines", ".ndjson": "lines"}
_MARKDOWN = ("*.md", "*.markdown")
_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv"})


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """Some documents.

    Attributes:
        kind: `files`, each a document; `parquet`, rows of a row group; `lines`, a block of a file of JSON lines; or `broken`.
        root: the folder or file that was named, a path or a URI.
        names: paths below it; "" for itself.
        group: the row group.
        start: the first row, or byte.
        stop: the row, or byte, behind the last.
        fault: why a file cannot be read, if it is broken.
    """

    kind: Literal["files", "parquet", "lines", "broken"]
    root: str
    names: tuple[str, ...]
    group: int = 0
    start: int = 0
    stop: int = 0
    fault: str = ""

    @property
    def label(self) -> str:
        """What messages call it."""
        return "/".join(filter(None, (self.root.rstrip("/"), self.names[0])))

    @property
    def values(self) -> dict[str, str]:
        """The columns that stand in the path, as in `year=2024/format=report/part-0.parquet`."""
        pairs = (step.split("=", 1) for step in self.names[0].split("/")[:-1] if "=" in step)
        return {name: unquote(value) for name, value in pairs}


def is_uri(name: str) -> bool:
    """Whether something is named by a URI, such as `s3://bucket/cards`."""
    return "://" in name


def place_of(root: str) -> tuple[Any, str]:
    """Return the file system and the path of what was named.

    Raises:
        InputError: if there is no such file system.
    """
    from pyarrow.fs import LocalFileSystem

    return _opened(root) if is_uri(root) else (LocalFileSystem(), os.path.abspath(root))  # noqa: PTH100 links in it stay


@cache
def _opened(uri: str) -> tuple[Any, str]:
    from pyarrow.fs import FileSystem

    try:
        system, path = FileSystem.from_uri(uri)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{uri} cannot be opened: {first_line(error)}") from error
    return system, path


def path_of(root: str, name: str) -> tuple[Any, str]:
    """Return the file system and the path of a file below what was named."""
    system, path = place_of(root)
    return system, f"{path.rstrip('/')}/{name}" if name else path


def first_line(error: BaseException) -> str:
    """Return the first line of what a library says."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def parts_of(named: Iterable[str]) -> list[SurveyPart]:
    """Return the parts of the files and folders that were named, in an order that depends on their names alone.

    Raises:
        InputError: if one does not exist, or there is no document in any.
    """
    parts = [part for root in named for part in _parts(root)]
    if not parts:
        raise InputError(
            f"no document found in {', '.join(named)}; a survey reads Parquet files, JSON lines (.jsonl), "
            f"Markdown (.md) and reports ({REPORT_NAMES[2]})"
        )
    return parts


def _parts(root: str) -> Iterator[SurveyPart]:
    names = _names(root)
    rows = [name for name in names if _kind(name or root) != "files"]
    if rows and not any(map(is_named_as_report, names)):
        for name in rows:
            yield from _of_file(root, name)
        return
    # Beside reports, JSON lines are logs of their metrics.
    files = [name for name in names if _kind(name or root) == "files"]
    for at in range(0, len(files), MOST):
        yield SurveyPart("files", root, tuple(files[at : at + MOST]))


def _kind(name: str) -> str:
    return _ROWS.get(os.path.splitext(name.lower())[1], "files")  # noqa: PTH122 it may be a URI


def _names(root: str) -> list[str]:
    """Return the files below what was named, sorted; "" for itself."""
    if not is_uri(root):
        return _local_names(root)
    from pyarrow.fs import FileSelector, FileType

    system, path = place_of(root)
    try:
        info = system.get_file_info(path)
        if info.type == FileType.File:
            return [""]
        below = system.get_file_info(FileSelector(path, recursive=True))
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{root} cannot be read: {first_line(error)}") from error
    start = len(path.rstrip("/")) + 1
    return sorted(one.path[start:] for one in below if one.type == FileType.File and _is_wanted(one.path[start:]))


def _local_names(root: str) -> list[str]:
    """Return the files below a folder. Links are not followed: they may lead out of it, or in a circle."""
    if not os.path.isdir(root):  # noqa: PTH112
        if not os.path.isfile(root):  # noqa: PTH113
            raise InputError(f"{root} is not a file or a folder" if os.path.lexists(root) else f"{root} does not exist")
        inputs.note(root)
        return [""]
    names: list[str] = []
    for folder, below, files in os.walk(root, onerror=_unreadable):
        below[:] = sorted(name for name in below if not _is_passed_over(name))
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in files:
            path = name if inside == "." else f"{inside}/{name}"
            if _is_wanted(path) and _is_regular(os.path.join(folder, name)):  # noqa: PTH118
                names.append(path)
    return sorted(names)


def _unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename} cannot be read: {error.strerror or error}") from error


def _is_regular(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)  # noqa: PTH113, PTH114


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name in _PASSED_OVER


def _is_wanted(path: str) -> bool:
    *folders, name = path.split("/")
    if any(map(_is_passed_over, folders)) or name.startswith((".", "_")):
        return False
    return _kind(name) != "files" or any(fnmatch(name.lower(), pattern) for pattern in (*REPORT_NAMES, *_MARKDOWN))


def _of_file(root: str, name: str) -> Iterator[SurveyPart]:
    system, path = path_of(root, name)
    try:
        if _kind(name or root) == "lines":
            size = system.get_file_info(path).size
            yield from (
                SurveyPart("lines", root, (name,), start=at, stop=min(at + BLOCK, size)) for at in range(0, size, BLOCK)
            )
        else:
            yield from _row_groups(root, name)
    except (pa.ArrowException, OSError) as error:
        yield SurveyPart("broken", root, (name,), fault=first_line(error))


def _row_groups(root: str, name: str) -> list[SurveyPart]:
    from pyarrow.parquet import ParquetFile

    system, path = path_of(root, name)
    with system.open_input_file(path) as stream:
        footer = ParquetFile(stream).metadata
    parts: list[SurveyPart] = []
    for group in range(footer.num_row_groups):
        rows = footer.row_group(group).num_rows
        parts += [SurveyPart("parquet", root, (name,), group, at, min(at + MOST, rows)) for at in range(0, rows, MOST)]
    return parts
