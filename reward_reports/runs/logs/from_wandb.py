"""The `.wandb` file of an offline run of Weights & Biases: records of protocol buffers in the framing of LevelDB's log."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reward_reports.runs.logs.files import open_log
from reward_reports.runs.logs.log import Collector, Run
from reward_reports.runs.logs.protobuf import fields
from reward_reports.runs.logs.rows import JsonError, Rows, parse

MAGIC = b":W&B"
_BLOCK, _HEAD = 32768, 7
_FULL, _FIRST, _MIDDLE, _LAST = 1, 2, 3, 4
_BEGUN = re.compile(r"run-(\d{8}_\d{6})-")
_ADVICE = "Copy the file again from where it was written"


def read(path: Path, to: Collector) -> None:
    """Read the history of a run, or of the runs in a folder; nested keys are joined with a dot, as W&B shows them.

    Files of one run, which was resumed, belong together: what a later one logs counts from its first step on.
    """
    runs = run_files(path) if path.is_dir() else {"": [path]}
    if not runs:
        raise to.error("the folder holds no file *.wandb", "Name the folder of a run, or the folder wandb")
    for name, files in runs.items():
        run = to.run(name if len(runs) > 1 else "")
        for number, file in enumerate(files):
            _read_file(file, run, resumed=number > 0)


def _read_file(path: Path, run: Run, *, resumed: bool) -> None:
    rows = Rows(path, run, ".")
    for at, record in _records(path, run.to):
        try:
            for number, value in fields(record):
                if number == 2 and isinstance(value, bytes):
                    row = _history(value)
                    if resumed and isinstance(row.get("_step"), int):
                        run.forget(row["_step"])
                        resumed = False
                    rows.take(row, f"byte {at}")
        except (JsonError, ValueError, TypeError, AttributeError) as error:
            raise run.to.error(f"the record cannot be read: {error}", _ADVICE, path, f"byte {at}") from error


def run_files(folder: Path) -> dict[str, list[Path]]:
    """Return the files of the runs in a folder, by the run's id, oldest first: beside each other, or each in a folder of its own."""
    files = [file for pattern in ("*.wandb", "*run-*/*.wandb") for file in folder.glob(pattern)]
    runs: dict[str, list[Path]] = {}
    for file in sorted(files, key=lambda one: (_begun(one), one.as_posix())):
        if not file.is_symlink() and not (file.parent != folder and file.parent.is_symlink()):
            runs.setdefault(file.stem.removeprefix("run-"), []).append(file)
    return runs


def _begun(file: Path) -> str:
    """Return when a run began, by the name of its folder; an empty text if that does not say."""
    match = _BEGUN.search(file.parent.name)
    return match[1] if match else ""


def settings(path: Path, to: Collector) -> dict[str, Any]:
    """Return the configuration of a run; nested keys are joined with a dot, and a later value replaces an earlier.

    Raises:
        LogError: if the file is corrupt.
    """
    values: dict[str, Any] = {}
    for at, record in _records(path, to):
        try:
            for config in _configurations(record):
                values.update(_item(item) for number, item in fields(config) if number == 1)  # type: ignore[arg-type]
        except (JsonError, ValueError, TypeError, AttributeError) as error:
            raise to.error(f"the record cannot be read: {error}", _ADVICE, path, f"byte {at}") from error
    return {key: value for key, value in values.items() if not key.startswith("_wandb")}


def _configurations(record: bytes) -> Iterator[bytes]:
    """Give the configurations in a record: 5 a change of it, 17 the run, which holds the first as its field 4."""
    for number, value in fields(record):
        if number == 5 and isinstance(value, bytes):
            yield value
        elif number == 17 and isinstance(value, bytes):
            yield from (inner for field, inner in fields(value) if field == 4 and isinstance(inner, bytes))


def _history(data: bytes) -> dict[str, Any]:
    """Return a row: 1 items, 2 step."""
    row: dict[str, Any] = {}
    for number, value in fields(data):
        if number == 1:
            key, item = _item(value)  # type: ignore[arg-type]
            if not key.startswith("_wandb") and not (isinstance(item, dict) and "_type" in item):
                row[key] = item
        elif number == 2:
            row.setdefault("_step", dict(fields(value)).get(1, 0))  # type: ignore[arg-type]
    return row


def _item(data: bytes) -> tuple[str, Any]:
    """Return key and value: 1 key, 2 the keys of a nested one, 16 the value as JSON."""
    key, nested, text = "", [], "null"
    for number, value in fields(data):
        if number == 1:
            key = value.decode()  # type: ignore[union-attr]
        elif number == 2:
            nested.append(value.decode())  # type: ignore[union-attr]
        elif number == 16:
            text = value.decode()  # type: ignore[union-attr]
    return key or ".".join(nested), parse(text)


def _records(path: Path, to: Collector) -> Iterator[tuple[int, bytes]]:
    parts: list[bytes] = []
    begun = at = 0
    for at, kind, data in _chunks(path, to):
        if (kind in (_FULL, _FIRST)) == bool(parts) or kind not in (_FULL, _FIRST, _MIDDLE, _LAST):
            raise to.error("a part of a record is missing: the file is corrupt", _ADVICE, path, f"byte {at}")
        begun = begun if parts else at
        parts.append(data)
        if sum(map(len, parts)) > to.limits.line_bytes:
            raise to.error(f"a record is longer than {to.limits.line_bytes:,} bytes", _ADVICE, path, f"byte {begun}")
        if kind in (_FULL, _LAST):
            yield begun, b"".join(parts)
            parts = []
    if parts:
        to.note(f"{path}: byte {begun}: the last record is cut off and was skipped")


def _chunks(path: Path, to: Collector) -> Iterator[tuple[int, int, bytes]]:
    """Give offset, kind and data of each chunk, block by block, checked by its checksum."""
    with open_log(path, to) as file:
        start, skip = 0, _HEAD
        while block := file.read(_BLOCK):
            if start == 0 and not block.startswith(MAGIC):
                raise to.error("this is not a file of W&B", "Name the .wandb file of a run", path)
            at = skip
            while at + _HEAD <= len(block):
                size, kind = int.from_bytes(block[at + 4 : at + 6], "little"), block[at + 6]
                data = block[at + _HEAD : at + _HEAD + size]
                if len(data) < size and len(block) == _BLOCK:
                    raise to.error("a chunk is longer than its block", _ADVICE, path, f"byte {start + at}")
                if len(data) < size:
                    break
                if zlib.crc32(data, zlib.crc32(bytes([kind]))) != int.from_bytes(block[at : at + 4], "little"):
                    raise to.error(
                        "the record is corrupt: its checksum does not match", _ADVICE, path, f"byte {start + at}"
                    )
                yield start + at, kind, data
                at += _HEAD + size
            if at < len(block) < _BLOCK:
                to.note(f"{path}: byte {start + at}: the last record is cut off and was skipped")
            start, skip = start + len(block), 0
