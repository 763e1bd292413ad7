"""The records of a TensorBoard event file, each checked by its checksum."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from reward_reports.runs.logs.crc32c import masked
from reward_reports.runs.logs.files import open_log
from reward_reports.runs.logs.log import Collector

_BLOCK = 1 << 20
_HEAD, _AROUND = 12, 16
"""The bytes before the data of a record, and those around it."""
_ADVICE = "Copy the file again from where it was written"
_Record = tuple[int, bytes, int]
"""Offset, data, and the checksum that the file gives."""


def records(path: Path, to: Collector) -> Iterator[tuple[int, bytes]]:
    """Give the records with their offsets; one at the end that is cut off is left out, which is reported.

    Raises:
        LogError: for a record whose checksum does not fit.
    """
    with open_log(path, to) as file:
        for batch in _Unchecked(file, path, to).batches():
            right = masked([data for _, data, _ in batch])
            for (at, data, told), checksum in zip(batch, right, strict=True):
                if told != checksum:
                    raise to.error("the record is corrupt: its checksum does not match", _ADVICE, path, f"byte {at}")
                yield at, data


class _Unchecked:
    """Cuts a file into records; of each only the checksum of its length is checked."""

    def __init__(self, file: BinaryIO, path: Path, to: Collector) -> None:
        self.file, self.path, self.to = file, path, to
        self._known: dict[bytes, tuple[int, Callable[[bytes, int], tuple[bytes, int]]]] = {}
        """By the head of a record: its whole size, and what takes its data and checksum out of a block."""

    def batches(self) -> Iterator[list[_Record]]:
        """Give the records in lists, as the blocks of the file come in."""
        block, at = b"", 0
        while more := self.file.read(max(_BLOCK, self._missing(block, at))):
            block += more
            batch, used = self._cut(block, at)
            yield batch
            block, at = block[used:], at + used
        if block:
            self.to.tell(f"{self.path}: byte {at}: the last record is cut off and was skipped")

    def _cut(self, block: bytes, start: int) -> tuple[list[_Record], int]:
        """Return the whole records of a block, and how many bytes they take."""
        batch: list[_Record] = []
        at, end, known = 0, len(block), self._known
        while at + _HEAD <= end:
            size, take = known.get(block[at : at + _HEAD]) or self._head(block[at : at + _HEAD], start + at)
            if at + size > end:
                break
            data, told = take(block, at + _HEAD)
            batch.append((start + at, data, told))
            at += size
        return batch, at

    def _missing(self, block: bytes, start: int) -> int:
        """Return how many bytes the first record of a block lacks, so that a large one is not read piece by piece."""
        if len(block) < _HEAD:
            return 0
        size, _ = self._known.get(block[:_HEAD]) or self._head(block[:_HEAD], start)
        return size - len(block)

    def _head(self, head: bytes, at: int) -> tuple[int, Callable[[bytes, int], tuple[bytes, int]]]:
        size = int.from_bytes(head[:8], "little")
        if masked([head[:8]])[0] != int.from_bytes(head[8:], "little"):
            what = "no record begins here: the file is corrupt or no event file"
            raise self.to.error(what, _ADVICE, self.path, f"byte {at}")
        if not 4 <= size <= self.to.limits.line_bytes:
            raise self.to.error(f"a record of {size:,} bytes is over the limits", _ADVICE, self.path, f"byte {at}")
        found = self._known[head] = size + _AROUND, struct.Struct(f"<{size}sI").unpack_from
        return found
