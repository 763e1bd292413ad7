"""Changelog entries whose words may well return: nothing changed, or the same was done again."""

from __future__ import annotations

RECURRING = frozenset({"review_no_change", "retrain", "observation"})
"""Kinds of such entries."""
