"""Files of a log: regular files only, within limits, line by line as UTF-8."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reward_reports.base.errors import LogError
from reward_reports.base.reading import open_file
from reward_reports.runs.logs.log import Collector


class NumberedLine(NamedTuple):
    """A line of a text file with its end, and its number from 1."""

    number: int
    text: str


def open_log(path: Path, to: Collector) -> BinaryIO:
    """Open a regular file and count its size against the limits."""
    file = open_file(path, LogError)
    try:
        to.count_bytes(os.fstat(file.fileno()).st_size, path)
    except LogError:
        file.close()
        raise
    return file


def lines(path: Path, to: Collector) -> Iterator[NumberedLine]:
    """Give the lines of a UTF-8 file, each with its end; the last may lack it.

    Raises:
        LogError: for a byte that is not valid UTF-8, a NUL, or a line over the limit.
    """
    most = to.limits.line_bytes
    with open_log(path, to) as file:
        number, taken = 0, 0
        while raw := file.readline(most + 1):
            number, taken = number + 1, taken + len(raw)
            if len(raw) > most:
                raise to.error(
                    f"the line is longer than {most:,} bytes", "Check that this is a log", path, f"line {number}"
                )
            if taken > to.limits.bytes:
                raise to.error(f"more than {to.limits.bytes:,} bytes", "Split the log", path)
            yield NumberedLine(
                number, _decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw, number, path, to)
            )


def _decode(raw: bytes, number: int, path: Path, to: Collector) -> str:
    if b"\0" in raw:
        raise to.error(
            "a NUL byte stands here: this is not valid UTF-8 text", "Save the file as UTF-8", path, f"line {number}"
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"the byte 0x{raw[error.start]:02x} is not valid UTF-8"
        raise to.error(what, "Save the file as UTF-8", path, f"line {number}, byte {error.start + 1}") from error


def whole_lines(path: Path, to: Collector) -> Iterator[NumberedLine]:
    """Give the lines that have an end; a last one without may be half written, so it is left out, which is reported.

    `12` could be the beginning of `123`.
    """
    for line in lines(path, to):
        if line.text.endswith("\n"):
            yield line
        else:
            to.note(f"{path}: line {line.number} has no line end: it may be half written and was skipped")
