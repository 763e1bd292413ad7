"""Texts and pairs as YAML that reads back as the same characters."""

from __future__ import annotations

from reward_reports.base.escaping.visible import printable
from reward_reports.report.text_edits import in_quotes, quoted

_SHORT = 90


def scalar(text: str, indent: int) -> str:
    """Return a text as it stands behind `key:`, with the blank before it: on the line if it is short, else as a block.

    Args:
        text: without blank lines at its beginning and its end.
        indent: the column of the key.
    """
    if not text.strip() or printable(text, "markdown") != text:
        return f" {in_quotes(text)}"
    if len(text) <= _SHORT and "\n" not in text:
        return f" {quoted(text)}"
    inner = " " * (indent + 2)
    lines = [inner + line if line else "" for line in text.split("\n")]
    header = "|2" if text[0] in " \t" else "|"
    return "\n".join([f" {header}", *lines])
