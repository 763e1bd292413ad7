"""JSON that every reader takes: ASCII alone, no half of a surrogate pair, nothing that a log could act on."""

from __future__ import annotations

import json
import math
import re
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_OTHER = re.compile(r"[^\x20-\x7e\n]|(?<=#)#")


def dump(value: Any) -> str:
    """Return a value as indented JSON with a line end."""
    text = _LONE.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=2))
    return _OTHER.sub(_escape, text) + "\n"


def number(value: float) -> float | str:
    """Return a number as JSON has it; NaN and the infinities, which it does not have, as texts."""
    return value if math.isfinite(value) else str(value)


def _escape(match: re.Match[str]) -> str:
    raw = match[0].encode("utf-16-be")
    return "".join(f"\\u{raw[at : at + 2].hex()}" for at in range(0, len(raw), 2))
