"""The records of a TensorBoard event file, each checked by its checksum."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import google_crc32c

from reward_reports.runs.logs.files import open_log
from reward_reports.runs.logs.log import Collector

_BLOCK = 1 << 20
_HEAD, _AROUND = 12, 16
"""The bytes before the data of a record, and those around it."""
_ADVICE = "Copy the file again from where it was written"
_Batch = tuple[list[tuple[int, bytes]], list[int]]
"""Records, each with its offset, and the checksums that the file gives."""


def masked(data: bytes) -> int:
    """Return the checksum of some bytes, masked as TensorFlow's record files hold it."""
    value: int = google_crc32c.value(data)
    return ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(path: Path, to: Collector) -> Iterator[list[tuple[int, bytes]]]:
    """Give the records with their offsets, in lists; one at the end that is cut off is left out, which is reported.

    Raises:
        LogError: for a record whose checksum does not fit.
    """
    with open_log(path, to) as file:
        for batch, expected in _Unchecked(file, path, to).batches():
            right = [masked(data) for _, data in batch]
            if expected == right:
                yield batch
                continue
            wrong = next(place for place, pair in enumerate(zip(expected, right, strict=True)) if pair[0] != pair[1])
            yield batch[:wrong]
            what = "the record is corrupt: its checksum does not match"
            raise to.error(what, _ADVICE, path, f"byte {batch[wrong][0]}")


class _Unchecked:
    """Cuts a file into records; of each only the checksum of its length is checked."""

    def __init__(self, file: BinaryIO, path: Path, to: Collector) -> None:
        self.file, self.path, self.to = file, path, to
        self._known: dict[bytes, tuple[int, Callable[[bytes, int], tuple[bytes, int]]]] = {}
        """By the head of a record: its whole size, and what takes its data and checksum out of a block."""

    def batches(self) -> Iterator[_Batch]:
        """Give the records as the blocks of the file come in."""
        block, at = b"", 0
        while more := self.file.read(max(_BLOCK, self._missing(block, at))):
            block += more
            batch, used = self._cut(block, at)
            yield batch
            block, at = block[used:], at + used
        if block:
            self.to.note(f"{self.path}: byte {at}: the last record is cut off and was skipped")

    def _cut(self, block: bytes, start: int) -> tuple[_Batch, int]:
        """Return the whole records of a block, and how many bytes they take."""
        batch: list[tuple[int, bytes]] = []
        checksums: list[int] = []
        at, end, known = 0, len(block), self._known
        while at + _HEAD <= end:
            head = block[at : at + _HEAD]
            size, take = known.get(head) or self._head(head, start + at)
            if at + size > end:
                break
            data, checksum = take(block, at + _HEAD)
            batch.append((start + at, data))
            checksums.append(checksum)
            at += size
        return (batch, checksums), at

    def _missing(self, block: bytes, start: int) -> int:
        """Return how many bytes the first record of a block lacks, so that a large one is not read piece by piece."""
        if len(block) < _HEAD:
            return 0
        size, _ = self._known.get(block[:_HEAD]) or self._head(block[:_HEAD], start)
        return size - len(block)

    def _head(self, head: bytes, at: int) -> tuple[int, Callable[[bytes, int], tuple[bytes, int]]]:
        size = int.from_bytes(head[:8], "little")
        if masked(head[:8]) != int.from_bytes(head[8:], "little"):
            what = "no record begins here: the file is corrupt or no event file"
            raise self.to.error(what, _ADVICE, self.path, f"byte {at}")
        if not 4 <= size <= self.to.limits.line_bytes:
            raise self.to.error(f"a record of {size:,} bytes is over the limits", _ADVICE, self.path, f"byte {at}")
        layout = self._known[head] = size + _AROUND, struct.Struct(f"<{size}sI").unpack_from
        return layout
