"""CRC-32C of many messages at once. The standard library has none, and byte by byte it would take most of the time.

The checksum is linear: each byte adds (xor) what a table for its distance from the end says. The bytes in one place of all
messages of one length go through `bytes.translate` and are added as one large number. Long messages are cut into rows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from itertools import islice

_WIDTH = 128
"""The longest row."""
_ALL = 0xFFFFFFFF


def masked(messages: list[bytes]) -> list[int]:
    """Return the checksum of each message, masked as TensorFlow's record files hold it."""
    lengths = list(map(len, messages))
    if len(set(lengths)) == 1:
        return [((value >> 15 | value << 17) + 0xA282EAD8) & _ALL for value in _sums(messages, lengths[0])]
    by_length: dict[int, list[int]] = {}
    for place, length in enumerate(lengths):
        by_length.setdefault(length, []).append(place)
    checksums = [0] * len(messages)
    for length, places in by_length.items():
        sums = _sums([messages[place] for place in places], length)
        for place, value in zip(places, sums, strict=True):
            checksums[place] = ((value >> 15 | value << 17) + 0xA282EAD8) & _ALL
    return checksums


def _sums(messages: list[bytes], length: int) -> list[int]:
    """Return the checksums of messages of one length: what each row adds, put together; the first row is as long as is left."""
    if length < 4:
        raise ValueError("too short for the start value")
    first = length % _WIDTH or _WIDTH
    if first < 4:  # the start value counts for four bytes
        first += _WIDTH
    start = _advanced(_ALL, first)
    states = [start ^ row for row in _rows(b"".join(message[:first] for message in messages), first)]
    if length > first:
        rows = iter(_rows(b"".join(message[first:] for message in messages), _WIDTH))
        states = [_through(state, (length - first) // _WIDTH, rows) for state in states]
    return [state ^ _ALL for state in states]


def _rows(blob: bytes, width: int) -> list[int]:
    """Return what each row of a width adds, taken by itself."""
    number = len(blob) // width
    sums = [0, 0, 0, 0]
    for position in range(width):
        column = blob[position::width]
        for n, plane in enumerate(_planes(width - 1 - position)):
            sums[n] ^= int.from_bytes(column.translate(plane), "little")
    mixed = bytearray(4 * number)
    for n, total in enumerate(sums):
        mixed[n::4] = total.to_bytes(number, "little")
    return list(struct.unpack(f"<{number}I", mixed))


def _through(state: int, number: int, rows: Iterator[int]) -> int:
    """Return what a state becomes after some rows."""
    a, b, c, d = (_table(_WIDTH - n) for n in (1, 2, 3, 4))
    for row in islice(rows, number):
        state = a[state & 0xFF] ^ b[state >> 8 & 0xFF] ^ c[state >> 16 & 0xFF] ^ d[state >> 24] ^ row
    return state


def _advanced(state: int, length: int) -> int:
    """Return what a state becomes after zeros of a length."""
    last = (_table(length - 1), _table(length - 2), _table(length - 3), _table(length - 4))
    return last[0][state & 0xFF] ^ last[1][state >> 8 & 0xFF] ^ last[2][state >> 16 & 0xFF] ^ last[3][state >> 24]


@cache
def _table(distance: int) -> list[int]:
    """Return what each value of a byte adds at a distance from the end of a row."""
    if distance:
        first = _table(0)
        return [first[value & 0xFF] ^ (value >> 8) for value in _table(distance - 1)]
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return table


@cache
def _planes(distance: int) -> list[bytes]:
    """Return the same table as one for each byte of what is added."""
    return [bytes((value >> shift) & 0xFF for value in _table(distance)) for shift in (0, 8, 16, 24)]
