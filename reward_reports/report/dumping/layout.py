"""Plain data as YAML as the examples lay it out: two blanks of indentation, short entries on one line, long texts folded."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterator
from typing import TypeAlias

from reward_reports.base.escaping.visible import visible
from reward_reports.report.loading.decoding import FORBIDDEN
from reward_reports.report.loading.scalars import LONGEST_NUMBER
from reward_reports.report.text_edits import number, quoted

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"

_WIDTH = 120
_NARROWEST = 40
"""Characters of a folded line, however deep it stands."""
_LONGEST_KEY = 1000
"""In YAML, a longer key needs a question mark."""
_FOLDABLE = re.compile(r"\S+(?: \S+)*")


def in_layout(data: dict[str, Plain]) -> str:
    """Return a mapping as a YAML file; a blank line sets off what takes several lines."""
    text, before = "", 0
    for key, value in data.items():
        lines = list(_key(key, value, 0))
        text += "\n" if before and max(before, len(lines)) > 1 else ""
        text += "".join(f"{line}\n" for line in lines)
        before = len(lines)
    return text


def _key(key: str, value: Plain, column: int) -> Iterator[str]:
    """Give the lines of a key and its value."""
    name, indent = _string(key), " " * column
    if len(name) > _LONGEST_KEY:
        yield f"{indent}? {name}"
        name = ""
    if isinstance(value, dict) and value:
        yield f"{indent}{name}:"
        yield from _below(value, column + 2)
    else:
        yield from _behind(f"{indent}{name}:", value, column + 2)


def _below(value: dict[str, Plain] | list[Plain], column: int) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _key(key, inner, column)
    else:
        for inner in value:
            yield from _behind(" " * column + "-", inner, column + 2)


def _behind(head: str, value: Plain, column: int) -> Iterator[str]:
    """Give a value behind a key or the dash of an entry: on its line where it fits, else below it from a column."""
    short = _on_one_line(value)
    if short is not None and len(head) + 1 + len(short) <= _WIDTH:
        yield f"{head} {short}"
    elif isinstance(value, str):
        yield from _text(head, value, column)
    elif not isinstance(value, dict | list) or not value:
        yield f"{head} {short}"
    elif head.endswith("-"):  # the first line of an entry stands behind its dash
        first, *rest = _below(value, column)
        yield f"{head} {first.lstrip(' ')}"
        yield from rest
    else:
        yield head
        yield from _below(value, column)


def _on_one_line(value: Plain) -> str | None:
    """Return a value on one line, or None where several are easier to read."""
    if isinstance(value, dict):
        parts = _parts(value.values())
        return (
            None if parts is None else f"{{{', '.join(map(': '.join, zip(map(_string, value), parts, strict=True)))}}}"
        )
    if isinstance(value, list):
        parts = _parts(value)
        return None if parts is None else f"[{', '.join(parts)}]"
    if isinstance(value, str):
        return None if "\n" in value and _is_literal(value) else _string(value)
    return _scalar(value)


def _parts(values: Collection[Plain]) -> list[str] | None:
    """Return each value on one line, or None where one is a mapping or takes several lines."""
    lines = [line for value in values if not isinstance(value, dict) and (line := _on_one_line(value)) is not None]
    return lines if len(lines) == len(values) else None


def _scalar(value: float | bool | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _integer(value)
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    return f"{value:.1f}" if value.is_integer() and abs(value) < 1e15 else number(value)


def _integer(value: int) -> str:
    """Return a whole number so that it is read as one; what is longer would be read as text, and YAML has no negative hex.

    Raises:
        ValueError: if it cannot be written.
    """
    bits = value.bit_length()
    if bits < 4 * LONGEST_NUMBER:  # of a longer one, no form fits
        for written in (str(value), hex(value)):
            if len(written) <= LONGEST_NUMBER and not written.startswith("-0x"):
                return written
    raise ValueError(f"a free value is a whole number of {bits} bits, which is too long")


def _string(text: str) -> str:
    """Return a text as a scalar on one line that reads back as the same characters, whichever they are."""
    return visible(json.dumps(text, ensure_ascii=False)) if FORBIDDEN.search(text) else quoted(text)


def _text(head: str, text: str, column: int) -> Iterator[str]:
    """Give a long text as a block; what a block would not keep to the character stands in quotes."""
    indent = " " * column
    if "\n" in text and _is_literal(text):
        yield f"{head} |" if text.endswith("\n") else f"{head} |-"
        yield from (indent + line if line else "" for line in _lines(text))
    elif _FOLDABLE.fullmatch(text) and visible(text) == text:
        yield f"{head} >-"
        yield from (indent + line for line in _folded(text, max(_WIDTH - column, _NARROWEST)))
    else:
        yield f"{head} {_string(text)}"


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _folded(text: str, width: int) -> list[str]:
    """Break a text at blanks alone."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _is_literal(text: str) -> bool:
    """Whether a block keeps a text of several lines to the character."""
    lines = _lines(text)
    return bool(lines[0]) and not lines[0].startswith(" ") and bool(lines[-1]) and all(map(_is_plain_line, lines))


def _is_plain_line(line: str) -> bool:
    return not line or (not line.isspace() and visible(line) == line)
