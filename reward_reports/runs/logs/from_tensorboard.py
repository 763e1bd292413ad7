"""Event files of TensorBoard, as torch, tensorboardX, stable-baselines3 and TensorFlow write them.

A log is their scalars; `texts` gives what was written in words. Pictures and histograms are skipped. The subfolders of a folder are runs, as in TensorBoard.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

from reward_reports.runs.logs.event_records import records
from reward_reports.runs.logs.log import Collector, Run
from reward_reports.runs.logs.protobuf import Field, fields, signed

_DEPTH = 6
_DOUBLE, _FLOAT = struct.Struct("<d").unpack, struct.Struct("<f").unpack
_RESTART = 1
"""SessionLog.START: what was written from this step on before counts no more."""
_STRING = 7
"""The type of a tensor that holds texts."""
_PACKED = {1: (5, "f", 4), 2: (6, "d", 8)}
"""For each floating type of a tensor: the field of its values, their code in struct, their size."""


def read(path: Path, to: Collector) -> None:
    """Read an event file, or all of a folder; with several runs the run stands before each tag."""
    if not path.is_dir():
        _read_file(path, to.run())
        return
    runs = event_files(path)
    if not runs:
        raise to.error("the folder holds no event file (*tfevents*)", "Name the folder of a run")
    for name, files in sorted(runs.items()):
        run = to.run(name if len(runs) > 1 and name != "." else "")
        for file in files:
            _read_file(file, run)


def texts(path: Path, to: Collector) -> dict[str, str]:
    """Return the texts of an event file by their tags: the last of each.

    Raises:
        LogError: if the file is corrupt.
    """
    found: dict[str, str] = {}
    for at, data in records(path, to):
        try:
            for summary in _inside(data, 5):
                for value in _inside(summary, 1):
                    found.update(_text(value))
        except (ValueError, TypeError, AttributeError) as error:
            what = f"the record is not an event: {error}"
            raise to.error(what, "Copy the file again from where it was written", path, f"byte {at}") from error
    return found


def _inside(data: bytes, wanted: int) -> Iterator[bytes]:
    """Give the messages in the fields of a message that have a number."""
    return (value for number, value in fields(data) if number == wanted and isinstance(value, bytes))


def _text(data: bytes) -> dict[str, str]:
    """Return tag and text of a value whose tensor holds one: 1 type, 8 the strings."""
    parts = dict(fields(data))
    tensor = parts.get(8)
    if not isinstance(tensor, bytes) or not isinstance(tag := parts.get(1), bytes):
        return {}
    inside = dict(fields(tensor))
    text = inside.get(8)
    return {tag.decode("utf-8"): text.decode("utf-8")} if inside.get(1) == _STRING and isinstance(text, bytes) else {}


def event_files(folder: Path) -> dict[str, list[Path]]:
    """Return the event files by their subfolder; links are not followed."""
    found: dict[str, list[Path]] = {}
    for here, subfolders, names in os.walk(folder):
        place = Path(here).relative_to(folder)
        if len(place.parts) >= _DEPTH:
            subfolders.clear()
        files = [Path(here, name) for name in sorted(names) if "tfevents" in name]
        files = [file for file in files if not file.is_symlink()]
        if files:
            found[place.as_posix()] = files
    return found


def _read_file(path: Path, run: Run) -> None:
    known: dict[bytes, str] = {}
    for at, data in records(path, run.to):
        try:
            _event(data, run, known)
        except (ValueError, struct.error, TypeError, AttributeError) as error:
            what = f"the record is not an event: {error}"
            raise run.to.error(what, "Copy the file again from where it was written", path, f"byte {at}") from error


def _event(data: bytes, run: Run, known: dict[bytes, str]) -> None:
    """Add what an event holds: 1 wall time, 2 step, 5 summary, 7 session log."""
    time, step = 0.0, 0
    for number, value in fields(data):
        if number == 1:
            (time,) = _DOUBLE(value)  # type: ignore[arg-type]
        elif number == 2:
            step = signed(value)  # type: ignore[arg-type]
        elif number == 5:
            _summary(value, step, time, run, known)  # type: ignore[arg-type]
        elif number == 7 and (1, _RESTART) in fields(value):  # type: ignore[arg-type]
            run.forget(step)


def _summary(data: bytes, step: int, time: float, run: Run, known: dict[bytes, str]) -> None:
    """Add the values of a summary.

    Most hold one scalar, whose number is the last four bytes; the bytes before them, once parsed, are `known`.
    """
    tag = known.get(data[:-4])
    if tag is not None:
        run.add(tag, step, time, _FLOAT(data[-4:])[0])
        return
    values = [fields(one) for number, one in fields(data) if number == 1]  # type: ignore[arg-type]
    for parts in values:
        _value(parts, step, time, run)
    if len(values) == 1 and [number for number, _ in values[0]] == [1, 2] and len(known) < run.to.limits.tags:
        whole = fields(data)
        if len(whole) == 1 and data.endswith(values[0][1][1]):  # type: ignore[arg-type]
            known[data[:-4]] = values[0][0][1].decode("utf-8")  # type: ignore[union-attr]


def _value(parts: list[Field], step: int, time: float, run: Run) -> None:
    """Add a value of a summary: 1 tag, 2 simple value, 8 tensor."""
    tag, found = "", None
    for number, value in parts:
        if number == 1:
            tag = value.decode("utf-8")  # type: ignore[union-attr]
        elif number == 2:
            (found,) = _FLOAT(value)  # type: ignore[arg-type]
        elif number == 8:
            found = _tensor(fields(value))  # type: ignore[arg-type]
    if found is not None:
        run.add(tag, step, time, found)


def _tensor(parts: list[Field]) -> float | None:
    """Return the number of a floating tensor without dimensions: 1 type, 2 shape, 4 content."""
    kinds = dict(parts)
    if kinds.get(2) or kinds.get(1) not in _PACKED:
        return None
    number, code, size = _PACKED[kinds[1]]  # type: ignore[index]
    raw = kinds.get(number) or kinds.get(4)
    return struct.unpack(f"<{code}", raw)[0] if isinstance(raw, bytes) and len(raw) == size else None
