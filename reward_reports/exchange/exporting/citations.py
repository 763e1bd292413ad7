"""Texts of a report for places that have no list of its references."""

from __future__ import annotations

from reward_reports.publishing.rendering.marks import MARKS


def without_citations(text: str) -> str:
    """Return Markdown without its citations and the blanks before them; what stands in code stays."""
    made, before = [], 0
    for mark in MARKS.finditer(text):
        if mark["cites"]:
            made.append(text[before : mark.start()].rstrip())
            before = mark.end()
    return "".join([*made, text[before:]])
