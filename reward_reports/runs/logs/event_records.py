"""The records of a TensorBoard event file, each checked by its checksum."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reward_reports.runs.logs.crc32c import masked
from reward_reports.runs.logs.files import open_log
from reward_reports.runs.logs.log import Collector

_BATCH_RECORDS, _BATCH_BYTES = 8192, 1 << 22
_ADVICE = "Copy the file again from where it was written"


def records(path: Path, to: Collector) -> Iterator[tuple[int, bytes]]:
    """Give the records with their offsets; one at the end that is cut off is left out, which is reported.

    Raises:
        LogError: for a record whose checksum does not fit.
    """
    with open_log(path, to) as file:
        batch: list[tuple[int, bytes, int]] = []
        size = 0
        for record in _unchecked(file, path, to):
            batch.append(record)
            size += len(record[1])
            if len(batch) >= _BATCH_RECORDS or size >= _BATCH_BYTES:
                yield from _checked(batch, path, to)
                batch, size = [], 0
        yield from _checked(batch, path, to)


def _checked(batch: list[tuple[int, bytes, int]], path: Path, to: Collector) -> Iterator[tuple[int, bytes]]:
    for (at, data, told), right in zip(batch, masked([data for _, data, _ in batch]), strict=True):
        if told != right:
            raise to.error("the record is corrupt: its checksum does not match", _ADVICE, path, f"byte {at}")
        yield at, data


def _unchecked(file: BinaryIO, path: Path, to: Collector) -> Iterator[tuple[int, bytes, int]]:
    """Give offset, data and told checksum of each record; only its length is checked."""
    at = 0
    good: set[bytes] = set()
    while head := file.read(12):
        size = int.from_bytes(head[:8], "little")
        if len(head) == 12 and head not in good:
            if masked([head[:8]])[0] != int.from_bytes(head[8:], "little"):
                raise to.error(
                    "no record begins here: the file is corrupt or no event file", _ADVICE, path, f"byte {at}"
                )
            if not 4 <= size <= to.limits.line_bytes:
                raise to.error(f"a record of {size:,} bytes is over the limits", _ADVICE, path, f"byte {at}")
            good.add(head)
        data = file.read(size + 4) if len(head) == 12 else b""
        if len(head) < 12 or len(data) < size + 4:
            to.tell(f"{path}: byte {at}: the last record is cut off and was skipped")
            return
        yield at, data[:-4], struct.unpack("<I", data[-4:])[0]
        at += size + 16
