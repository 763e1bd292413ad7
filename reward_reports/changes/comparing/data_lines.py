"""Plain data as lines of text."""

from __future__ import annotations

from typing import Any


def lines_of(value: Any) -> list[str]:
    """Return plain data as lines of text, a key or an entry each."""
    if isinstance(value, dict):
        return [f"{key}: {_inline(part)}" for key, part in value.items()]
    if isinstance(value, list):
        return [_inline(part) for part in value]
    return [_inline(value)]


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return ", ".join(map(_inline, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
