"""JSON that every reader takes: ASCII alone, no half of a surrogate pair, nothing that a log could act on."""

from __future__ import annotations

import json
import math
import re
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_OTHER = re.compile(r"[^\x20-\x7e\n]|(?<=#)#")
_SELDOM = ("##", "\x7f")
"""What is escaped of ASCII; JSON itself escapes the other control characters."""


def dump(value: Any) -> str:
    """Return a value as indented JSON with a line end."""
    return _safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def dump_line(value: Any) -> str:
    """Return a value as JSON on one line, without an end: for long lists, which are read and written faster so."""
    return _safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _safe(text: str) -> str:
    if text.isascii() and not any(sign in text for sign in _SELDOM):
        return text
    return _OTHER.sub(_escape, _LONE.sub("\ufffd", text))


def number(value: float) -> float | str:
    """Return a number as JSON has it; NaN and the infinities, which it does not have, as texts."""
    return value if math.isfinite(value) else str(value)


def _escape(match: re.Match[str]) -> str:
    raw = match[0].encode("utf-16-be")
    return "".join(f"\\u{raw[at : at + 2].hex()}" for at in range(0, len(raw), 2))
