"""CRC-32C of many messages at once. The standard library has none, and byte by byte it would take most of the time.

The checksum is linear: each byte adds (xor) what a table for its distance from the end says. Messages are cut into rows of
equal width; the bytes of one column, of all rows, go through `bytes.translate` and are added as one large number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_WIDTH = 32
_ALL = 0xFFFFFFFF


def _tables() -> list[list[int]]:
    """Return, for each distance from the end of a row, what a byte adds."""
    first = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
        first.append(value)
    tables = [first]
    while len(tables) < _WIDTH:
        tables.append([first[value & 0xFF] ^ (value >> 8) for value in tables[-1]])
    return tables


_TABLES = _tables()
_PLANES = [
    [bytes((value >> shift) & 0xFF for value in table) for shift in (0, 8, 16, 24)] for table in reversed(_TABLES)
]


def masked(messages: list[bytes]) -> list[int]:
    """Return the checksum of each message, masked as TensorFlow's record files hold it."""
    rows = iter(_rows(b"".join(map(_padded, messages))))
    return [_mask(_one(len(message), rows)) for message in messages]


def _padded(message: bytes) -> bytes:
    """Put zeros before a message, which add nothing, and invert its first four bytes, which stands for the start value."""
    if len(message) < 4:
        return b""
    start = (int.from_bytes(message[:4], "little") ^ _ALL).to_bytes(4, "little")
    return bytes(-len(message) % _WIDTH) + start + message[4:]


def _rows(blob: bytes) -> tuple[int, ...]:
    """Return what each row of the blob adds, taken by itself."""
    number = len(blob) // _WIDTH
    sums = [0, 0, 0, 0]
    for position, planes in enumerate(_PLANES):
        column = blob[position::_WIDTH]
        for n, plane in enumerate(planes):
            sums[n] ^= int.from_bytes(column.translate(plane), "little")
    mixed = bytearray(4 * number)
    for n, total in enumerate(sums):
        mixed[n::4] = total.to_bytes(number, "little")
    return struct.unpack(f"<{number}I", mixed)


def _one(length: int, rows: Iterator[int]) -> int:
    if length < 4:
        raise ValueError("too short for the start value")
    last = _TABLES[-1], _TABLES[-2], _TABLES[-3], _TABLES[-4]
    state = next(rows)
    for _ in range(-(-length // _WIDTH) - 1):
        moved = last[0][state & 0xFF] ^ last[1][state >> 8 & 0xFF] ^ last[2][state >> 16 & 0xFF] ^ last[3][state >> 24]
        state = moved ^ next(rows)
    return state ^ _ALL


def _mask(value: int) -> int:
    return ((value >> 15 | value << 17) + 0xA282EAD8) & _ALL
