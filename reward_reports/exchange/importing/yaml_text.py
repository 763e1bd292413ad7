"""Texts and pairs as YAML that reads back as the same characters."""

from __future__ import annotations

import json
import re

from reward_reports.report.text_edits import quoted

_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What YAML 1.1 takes for ends of lines; they stand in double quotes, written out."""
_SHORT = 90


def scalar(text: str, indent: int) -> str:
    """Return a text as it stands behind `key:`, with the blank before it: on the line if it is short, else as a block.

    Args:
        text: without blank lines at its beginning and its end.
        indent: the column of the key.
    """
    if _BREAKS.search(text) or not text.strip():
        return f" {_escaped(text)}"
    if len(text) <= _SHORT and "\n" not in text:
        return f" {quoted(text)}"
    inner = " " * (indent + 2)
    lines = [inner + line if line else "" for line in text.split("\n")]
    header = "|2" if text[0] in " \t" else "|"
    return "\n".join([f" {header}", *lines])


def _escaped(text: str) -> str:
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
