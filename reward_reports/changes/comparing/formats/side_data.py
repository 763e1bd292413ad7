"""Reports side by side as data: the matrix of what is known, with its tallies."""

from __future__ import annotations

from reward_reports.changes.comparing import evidence_data
from reward_reports.changes.comparing.side_by_side import SideBySide, matrix_of_side


def as_csv(sides: SideBySide) -> str:
    """Return the matrix as CSV."""
    return evidence_data.as_csv(matrix_of_side(sides, linked=False))


def as_json(sides: SideBySide) -> str:
    """Return the matrix as JSON."""
    return evidence_data.as_json(matrix_of_side(sides, linked=False))
