"""The wire format of protocol buffers: a message to its fields, without a schema."""

from __future__ import annotations

from typing import TypeAlias

Field: TypeAlias = tuple[int, int | bytes]
"""The number of a field and its value: an int for a varint, else the bytes (4, 8 or as many as it says)."""


def fields(data: bytes) -> list[Field]:
    """Return the fields of a message in their order.

    Raises:
        ValueError: if it is not a well-formed message.
    """
    fields_read: list[Field] = []
    at, end = 0, len(data)
    while at < end:
        key = data[at]
        if key < 0x80:  # most numbers are one byte; a call for each would take half of the time
            at += 1
        else:
            key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
            fields_read.append((key >> 3, value))
            continue
        if kind == 2:
            size = data[at] if at < end else 0x80
            if size < 0x80:
                at += 1
            else:
                size, at = varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
        else:
            raise ValueError(f"a field of kind {kind}")
        if at + size > end:
            raise ValueError("a field is longer than its message")
        fields_read.append((key >> 3, data[at : at + size]))
        at += size
    return fields_read


def signed(value: int) -> int:
    """Return an int64 from its varint."""
    return value - (1 << 64) if value >> 63 else value


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, and where it ends.

    Raises:
        ValueError: if it is cut off, or longer than 64 bits.
    """
    byte = data[at] if at < len(data) else 0x80
    if byte < 0x80:
        return byte, at + 1
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise ValueError("a number is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at
    raise ValueError("a number is longer than 64 bits")
