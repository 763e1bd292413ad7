"""Plain data as YAML for a place in a file: on one line for brackets, on several lines for a column."""

from __future__ import annotations

from typing import Any

from reward_reports.report.dumping.layout import in_layout
from reward_reports.report.text_edits import number, quoted

_KEY = "k"


def on_one_line(value: Any) -> str:
    """Return a value on one line, as it may stand in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(str(key))}: {on_one_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(on_one_line, value)) + "]"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return number(value) if isinstance(value, float) else str(value)


def behind_key(value: Any) -> list[str]:
    """Return the lines of a value behind the colon of its key: the rest of that line, then lines from the key's column on."""
    first, *rest = in_layout({_KEY: value}).removesuffix("\n").split("\n")
    return [first.removeprefix(f"{_KEY}:"), *rest]


def as_entry(value: Any) -> list[str]:
    """Return the lines of an entry of a list, from the column of its dash on."""
    if not isinstance(value, dict) or not value:
        first, *rest = behind_key(value)
        return [f"-{first}", *rest]
    _, *lines = in_layout({_KEY: [value]}).removesuffix("\n").split("\n")
    return [line.removeprefix("  ") for line in lines]
