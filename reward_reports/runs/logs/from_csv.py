"""Comma-, semicolon- or tab-separated tables: progress.csv of stable-baselines3, its monitor.csv, exports of trackers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from reward_reports.runs.logs.columns import STEPS, TIMES, as_step, as_time, blank, candidates, number
from reward_reports.runs.logs.decimals import Decimals, looks_like_a_number
from reward_reports.runs.logs.files import NumberedLine, whole_lines
from reward_reports.runs.logs.log import Collector

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n")
"""The first line by which spreadsheets tell each other the delimiter."""
_LOOKED_AT = 100_000
"""Cells that tell whether numbers are written with a comma or a point."""


def read(path: Path, to: Collector) -> None:
    """Read a table whose first line names the columns."""
    source = whole_lines(path, to)
    start, heading = _heading(source)
    separator = _SEPARATOR.fullmatch(heading.text) if heading else None
    heading = next((line for line in source if line.text.strip()), None) if separator else heading
    if not heading:
        raise to.error("the file holds no whole line", "Name a table whose first line names the columns", path)
    delimiter = separator[1] if separator else max(_DELIMITERS, key=heading.text.count)
    rows = csv.reader((line.text for line in chain([heading], source)), delimiter=delimiter, strict=True)
    before = heading.number - 1
    try:
        table = _Table(path, to, _names(next(rows), path, to, heading.number), start)
        numbered = ((before + rows.line_num, cells) for cells in rows)
        first = list(islice(numbered, 1 + _LOOKED_AT // len(table.names)))
        table.decimals = Decimals.of(cell for _, cells in first for cell in cells)
        for line, cells in chain(first, numbered):
            table.take(cells, line)
        table.note_left_out()
    except csv.Error as error:
        what = f"this is not a well-formed table: {error}"
        raise to.error(what, "Fix or remove the line", path, f"line {before + rows.line_num}") from error


def _heading(source: Iterator[NumberedLine]) -> tuple[float | None, NumberedLine | None]:
    """Return the start that a first line of JSON tells (a monitor.csv), in Unix seconds, and the line of names."""
    start = None
    for line in source:
        if line.text.startswith("#"):
            start = _start(line.text[1:])
        elif line.text.strip():
            return start, line
    return start, None


def _start(text: str) -> float | None:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return as_time(header.get("t_start")) if isinstance(header, dict) else None


def _names(cells: list[str], path: Path, to: Collector, line: int) -> list[str]:
    names = [cell.strip() for cell in cells]
    if len(names) > to.limits.tags:
        raise to.error(f"more than {to.limits.tags:,} columns", "Write fewer columns", path, f"line {line}")
    twice = (
        next((name for n, name in enumerate(names) if name and name in names[:n]), None)
        if len(set(names)) < len(names)
        else None
    )
    if twice is not None:
        raise to.error(f"two columns are named {twice!r}", "Rename one", path, f"line {line}")
    if all(blank(name) or _is_number(name) for name in names):
        raise to.error(
            "numbers stand where the names of the columns belong", "Add a line of names", path, f"line {line}"
        )
    return names


def _is_number(cell: str) -> bool:
    try:
        number(cell)
    except ValueError:
        return False
    return True


class _Table:
    """Takes the rows of a table; a column is numbers, text or step or time by its first cell that is not blank."""

    def __init__(self, path: Path, to: Collector, names: list[str], start: float | None) -> None:
        self.path, self.to, self.names, self.start = path, to, names, start
        self.run = to.run()
        self.decimals = Decimals.POINT
        self.repeated = 0
        self.steps = candidates(names, STEPS)
        # In a monitor.csv the column t counts the seconds since the start.
        self.times = candidates(names, TIMES) if start is None or "t" not in names else ["t"]
        self.step = self.time = ""
        self.numeric: set[str] = set()

    def take(self, cells: list[str], line: int) -> None:
        """Add the points of a row; one that only names the columns again, as after a restart, is passed over."""
        if not cells:
            return
        if [cell.strip() for cell in cells] == self.names:
            self.repeated += 1
            return
        if len(cells) > len(self.names):
            what = f"{len(cells)} cells stand under {len(self.names)} names"
            raise self.to.error(what, "Give each column a name", self.path, f"line {line}")
        pairs = zip(self.names, cells, strict=False)
        row = {name: cell for name, cell in pairs if name and not blank(cell)}
        step, time = self._step(row, line), self._time(row, line)
        for name, cell in row.items():
            if name not in (self.step, self.time) and name not in self.run.texts:
                self._value(name, cell, step, time, line)

    def note_left_out(self) -> None:
        """Note what was passed over that somebody may have meant as numbers."""
        if self.repeated:
            self.to.note(f"{self.path}: skipped repeated header lines: {self.repeated}")
        for name, example in self.run.texts.items():
            if looks_like_a_number(example.partition("'")[2][:-1]):
                self.to.note(f"{self.path}: the column {name!r} is left out: {example}, which is not read as a number")

    def _step(self, row: dict[str, str], line: int) -> int | None:
        while not self.step and self.steps and self.steps[0] in row:
            name = self.steps.pop(0)
            self.step = name if as_step(row[name]) is not None else ""
        if self.step not in row:
            return None
        step = as_step(row[self.step])
        if step is None:
            raise self._unreadable(self.step, row[self.step], line, "a whole number")
        return step

    def _time(self, row: dict[str, str], line: int) -> float | None:
        while not self.time and self.times and self.times[0] in row:
            name = self.times.pop(0)
            self.time = name if self._moment(row[name]) is not None else ""
        if self.time not in row:
            return None
        time = self._moment(row[self.time])
        if time is None:
            raise self._unreadable(self.time, row[self.time], line, "Unix seconds or an ISO date")
        return time

    def _moment(self, cell: str) -> float | None:
        plain = self.decimals.with_point(cell)
        if self.start is None:
            return as_time(plain)
        return self.start + number(plain) if _is_number(plain) else None

    def _value(self, name: str, cell: str, step: int | None, time: float | None, line: int) -> None:
        try:
            value = self.decimals.number(cell)
        except ValueError as error:
            if name in self.numeric:
                raise self._unreadable(name, cell, line, "a number") from error
            self.run.texts[name] = f"line {line} holds {cell[:40]!r}"
            return
        self.numeric.add(name)
        self.run.add(name, step, time, value)

    def _unreadable(self, name: str, cell: str, line: int, wanted: str) -> Exception:
        at = f"line {line}, column {self.names.index(name) + 1} ({name})"
        return self.to.error(f"{cell[:40]!r} is not {wanted}", "Fix it, or leave the cell blank", self.path, at)
