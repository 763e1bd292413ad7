"""Which format a log has, by its name and its first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reward_reports.base.errors import LogError
from reward_reports.base.formats import function_at
from reward_reports.base.reading import open_file
from reward_reports.runs.logs.formats import LOG_READERS, LogReader

_HEAD = 4096


def detect(path: Path) -> LogReader:
    """Return the format of a file or folder.

    Raises:
        LogError: if it cannot be read or looks like none.
    """
    is_folder = path.is_dir()
    reader = next(_of_folder(path) if is_folder else _of_file(path), None)
    if reader is None:
        what = "the folder contains no supported log" if is_folder else "this is not a supported log"
        raise LogError(f"{path}: {what}. Name the file of the log, or its format.")
    return reader


def _of_folder(path: Path) -> Iterator[LogReader]:
    return (one for one in LOG_READERS if one.folder and function_at(one.folder)(path))


def _of_file(path: Path) -> Iterator[LogReader]:
    """Give the formats that fit a file, those first of which most can be sure: by bytes, by name, by the text."""
    with open_file(path, LogError) as file:
        head = file.read(_HEAD)
    yield from (one for one in LOG_READERS if one.magic and head.startswith(one.magic) and _confirmed(one, path))
    yield from (one for one in LOG_READERS if one.part and one.part in path.name)
    yield from (one for one in LOG_READERS if one.endings and path.name.lower().endswith(one.endings))
    yield from (one for one in LOG_READERS if one.text and one.text(head))


def _confirmed(one: LogReader, path: Path) -> bool:
    return not one.confirm or bool(function_at(one.confirm)(path))
