"""What prose cites: the ids in `[@id, p. 3; @other]`, by one pattern for rules, pages, renames and what is held back."""

from __future__ import annotations

from reward_reports.report.model.values import SOURCE_ID

CITED = rf"@(?<![\w.@/]@)({SOURCE_ID})"
"""An id behind an `@`, with what ends the sentence; see `cited_id`."""
BRACKETS = r"\[[^\[\]]*\](?!\()"
"""What stands in square brackets, but not the words of a link."""
_AT_END = "._:-/+"


def cited_id(cited: str) -> str:
    """Return a cited id without what ends the sentence behind it."""
    return cited.rstrip(_AT_END)
