"""Texts of a report for places that have no list of its references."""

from __future__ import annotations

from reward_reports.publishing.rendering import prose_source


def without_citations(text: str) -> str:
    """Return Markdown without its citations and the blanks before them; what stands in code stays."""
    return prose_source.without_citations(text)[0]
