"""Which format a log has, by its name and its first bytes."""

from __future__ import annotations

from pathlib import Path

from reward_reports.errors import LogError
from reward_reports.observing.files import open_regular

_HEAD = 4096
_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def detect(path: Path) -> str:
    """Return the name of the format of a file or folder.

    Raises:
        LogError: if it cannot be read or looks like none.
    """
    found = _file(path)
    if found is None:
        what = "the folder holds no log that is known" if path.is_dir() else "this looks like no log that is known"
        raise LogError(f"{path}: {what}. Name the file of the log, or its format.")
    return found


def _file(path: Path) -> str | None:
    with open_regular(path) as file:
        head = file.read(_HEAD)
    if path.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[path.suffix.lower()]
    return _text(head)


def _text(head: bytes) -> str | None:
    line = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if line.startswith(b"{"):
        return "jsonl"
    if line.startswith(b"#{") or any(mark in line for mark in (b",", b";", b"\t")):
        return "csv" if b"\0" not in head else None
    return None
