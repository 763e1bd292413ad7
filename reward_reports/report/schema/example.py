"""YAML to copy for a key: where it stands in a report, with the keys inside it."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.report.model import Register
from reward_reports.report.schema.keys import Key, KeyPath, all_keys, own_keys

_VALUES = {
    "text": "…",
    "a date": "2026-01-31",
    "a duration": "P6M",
    "a number": "0.5",
    "a number, or an answer": "0.5",
    "a whole number": "100",
    "true or false": "true",
    "an id": "short-name",
    "a list of texts": "[…]",
    "a list of ids": "[short-name]",
    "values by name": "{name: value}",
}
_BY_NAME = {
    "schema_version": '"1.1"',
    "language": "en",
    "year": "2026",
    "doi": "10.1000/182",
    "arxiv": '"2204.10817"',
    "url": "https://example.org/",
}
"""Values of keys that take a certain form."""
_STEP = "  "


def example_of(key: Key) -> str:
    """Return a key as YAML from the top of the file down, with every key inside it; what is required is marked."""
    by_path = {known.path: known for known in all_keys()}
    lines = list(_key(key))
    for length in range(len(key.path) - 1, 0, -1):
        lines = list(_inside(by_path.get(key.path[:length]), key.path[:length], lines))
    return "\n".join(lines) + "\n"


def _inside(parent: Key | None, path: KeyPath, lines: list[str]) -> Iterator[str]:
    """Give the lines below the key that they stand in."""
    entries = parent is not None and parent.is_list
    if path[-1] != "items":  # the entries of a register may stand directly below its key
        yield f"{path[-1]}:"
    yield from _as_entry(lines) if entries else (_STEP + line if path[-1] != "items" else line for line in lines)


def _as_entry(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{_STEP}{'- ' if number == 0 else '  '}{line}"


def _key(key: Key) -> Iterator[str]:
    note = "   # required" if key.needed else ""
    inner = _inner_lines(key)
    if not inner:
        yield f"{key.name}: {_value(key)}{note}"
        return
    yield f"{key.name}:{note}"
    yield from inner


def _inner_lines(key: Key) -> list[str]:
    model = key.inner
    if model is None:
        return []
    keys = own_keys(model, key.path)
    if not issubclass(model, Register):
        lines = [line for own in keys for line in _key(own)]
        return list(_as_entry(lines)) if key.is_list else [_STEP + line for line in lines]
    beside = [_STEP + line for own in keys if own.name != "items" for line in _key(own)]
    items = next(own for own in keys if own.name == "items")
    entries = _inner_lines(items)
    return [*beside, f"{_STEP}items:", *(_STEP + line for line in entries)] if beside else entries


def _value(key: Key) -> str:
    if key.name in _BY_NAME:
        return _BY_NAME[key.name]
    if key.choices:
        first = next(iter(key.choices))
        return f"[{first}]" if key.is_list else first
    return _VALUES.get(key.kind, "[]" if key.is_list else "…")
