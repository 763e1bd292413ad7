"""Texts for the cells of a CSV file."""

from __future__ import annotations

from typing import Any

from reward_reports.base.escaping.visible import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """Return a cell on one line, which no spreadsheet takes for a formula and no CI runner for a command."""
    if not isinstance(value, str):
        return value
    text = visible(" ".join(value.split()))
    return f"'{text}" if text.startswith(_FORMULA) else text
