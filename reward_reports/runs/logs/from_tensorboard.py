"""Event files of TensorBoard, as torch, tensorboardX, stable-baselines3 and TensorFlow write them.

A log is their scalars; `texts` gives what was written in words. Pictures and histograms are skipped. The subfolders of a folder are runs, as in TensorBoard.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from reward_reports.runs.logs.event_records import records
from reward_reports.runs.logs.log import Collector, Point, Run
from reward_reports.runs.logs.protobuf import Field, fields, signed, varint

_DEPTH = 6
_DOUBLE, _FLOAT = struct.Struct("<d"), struct.Struct("<f")
_TIME, _STEP, _SHORTEST = 0x09, 0x10, 20
"""What stands before the eight bytes of a wall time, and before a step; and how long an event with a scalar is at least."""
_NEGATIVE = 1 << 63
"""From here on a step is a negative number."""
_UNKNOWN: list[Point] = []
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
    by_tag: dict[str, str] = {}
    for at, data in chain.from_iterable(records(path, to)):
        try:
            for summary in _inside(data, 5):
                for value in _inside(summary, 1):
                    by_tag.update(_text(value))
        except (ValueError, TypeError, AttributeError) as error:
            what = f"the record is not an event: {error}"
            raise to.error(what, "Copy the file again from where it was written", path, f"byte {at}") from error
    return by_tag


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
    by_run: dict[str, list[Path]] = {}
    for here, subfolders, names in os.walk(folder):
        place = Path(here).relative_to(folder)
        if len(place.parts) >= _DEPTH:
            subfolders.clear()
        files = [Path(here, name) for name in sorted(names) if "tfevents" in name]
        files = [file for file in files if not file.is_symlink()]
        if files:
            by_run[place.as_posix()] = files
    return by_run


def _read_file(path: Path, run: Run) -> None:
    at = 0
    try:
        for at, data in _others(chain.from_iterable(records(path, run.to)), run):  # noqa: B007 the error names it
            _event(data, run)
    except (ValueError, struct.error, TypeError, AttributeError) as error:
        what = f"the record is not an event: {error}"
        raise run.to.error(what, "Copy the file again from where it was written", path, f"byte {at}") from error


def _others(fields_left: Iterable[tuple[int, bytes]], run: Run) -> Iterator[tuple[int, bytes]]:
    """Take the scalars of a run whose tag is known, and give the other events.

    Nearly all events are a time, a step and one scalar, whose number is the last four bytes. What stands between step and number
    says the tag and is the same in all events of that tag, so that it is parsed once. Calls would take half of the time here.
    """
    known: dict[bytes, list[Point] | None] = {}
    to, point, moment, number = run.to, tuple.__new__, _DOUBLE.unpack_from, _FLOAT.unpack_from
    for at, data in fields_left:
        between = b""
        if data[0] == _TIME and len(data) > _SHORTEST and data[9] == _STEP:
            step, end = data[10], 11
            if step > 0x7F:
                if data[11] < 0x80:
                    step, end = step & 0x7F | data[11] << 7, 12
                elif data[12] < 0x80:
                    step, end = step & 0x7F | (data[11] & 0x7F) << 7 | data[12] << 14, 13
                else:
                    step, end = _long_step(data)
            between = data[end:-4]
            points = known.get(between, _UNKNOWN)
            if points is None:
                continue
            if points is not _UNKNOWN:
                to.points_left -= 1
                if to.points_left < 0:
                    raise to.too_many_points()
                points.append(
                    point(
                        Point,
                        (
                            step if step < _NEGATIVE else signed(step),
                            moment(data, 1)[0],
                            number(data, len(data) - 4)[0],
                        ),
                    )
                )
                continue
        yield at, data
        tag = _tag_of_scalar(data) if between and len(known) < to.limits.tags else None
        if tag is not None:
            known[between] = run.log.get(tag)


def _long_step(data: bytes) -> tuple[int, int]:
    """Return the step of an event and where it ends; if it is malformed, the end of the event, so that no tag is found."""
    try:
        return varint(data, 10)
    except ValueError:
        return 0, len(data)


def _tag_of_scalar(data: bytes) -> str | None:
    """Return the tag of an event that holds a time, a step, one tag and one number, in this order, and no more."""
    parts = fields(data)
    if [number for number, _ in parts] != [1, 2, 5]:
        return None
    values = fields(parts[2][1])  # type: ignore[arg-type]
    inside = fields(values[0][1]) if [number for number, _ in values] == [1] else []  # type: ignore[arg-type]
    return inside[0][1].decode("utf-8") if [number for number, _ in inside] == [1, 2] else None  # type: ignore[union-attr]


def _event(data: bytes, run: Run) -> None:
    """Add what an event holds: 1 wall time, 2 step, 5 summary, 7 session log."""
    time, step = 0.0, 0
    for number, value in fields(data):
        if number == 1:
            (time,) = _DOUBLE.unpack(value)  # type: ignore[arg-type]
        elif number == 2:
            step = signed(value)  # type: ignore[arg-type]
        elif number == 5:
            for inner, one in fields(value):  # type: ignore[arg-type]
                if inner == 1:
                    _value(fields(one), step, time, run)  # type: ignore[arg-type]
        elif number == 7 and (1, _RESTART) in fields(value):  # type: ignore[arg-type]
            run.forget(step)


def _value(parts: list[Field], step: int, time: float, run: Run) -> None:
    """Add a value of a summary: 1 tag, 2 simple value, 8 tensor."""
    tag, simple_value = "", None
    for number, value in parts:
        if number == 1:
            tag = value.decode("utf-8")  # type: ignore[union-attr]
        elif number == 2:
            (simple_value,) = _FLOAT.unpack(value)  # type: ignore[arg-type]
        elif number == 8:
            simple_value = _tensor(fields(value))  # type: ignore[arg-type]
    if simple_value is not None:
        run.add(tag, step, time, simple_value)


def _tensor(parts: list[Field]) -> float | None:
    """Return the number of a floating tensor without dimensions: 1 type, 2 shape, 4 content."""
    kinds = dict(parts)
    if kinds.get(2) or kinds.get(1) not in _PACKED:
        return None
    number, code, size = _PACKED[kinds[1]]  # type: ignore[index]
    raw = kinds.get(number) or kinds.get(4)
    return struct.unpack(f"<{code}", raw)[0] if isinstance(raw, bytes) and len(raw) == size else None
