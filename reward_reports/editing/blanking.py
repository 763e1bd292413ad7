"""A text that is not valid YAML without the lines that break it, so that the rest can still be read."""

from __future__ import annotations

import re

from reward_reports.report.loading.parsing import Limits, compose

_ROUNDS = 12
"""How many broken lines are passed over; a text with more is not read."""
_MARKS = re.compile(r"[^\r\n]")


def without_broken_lines(text: str) -> str | None:
    """Return a text of the same length with blanks in the place of the lines that break it, or None if that does not help.

    Offsets in the result are offsets in the text.
    """
    for _ in range(_ROUNDS):
        root, problems = compose(text, Limits())
        if root is not None:
            return text
        span = problems[0].span
        if problems[0].kind not in ("yaml", "tag") or span is None:
            return None
        shorter = _blank_line(text, span.start)
        if shorter == text:
            return None
        text = shorter
    return None


def _blank_line(text: str, offset: int) -> str:
    """Blank the line of an offset, or the last one before it that is not blank."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            return text[:start] + _MARKS.sub(" ", text[start:end]) + text[end:]
        end = start - 1
    return text
