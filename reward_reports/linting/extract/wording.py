"""Small words for messages."""

from __future__ import annotations

from collections.abc import Sequence

STATE_IT = "or say why there is none with `disclosure:` (unknown, withheld, not_measured, not_applicable) and `reason:`"
"""What an author can do who has no answer."""


def listed(words: Sequence[str], last: str = "and") -> str:
    """Write words one after the other: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def empty(text: str | None) -> bool:
    """Whether a text says nothing."""
    return not text or text.isspace()
