"""The matrix of what all reports of a site tell."""

from __future__ import annotations

from collections.abc import Iterable

from reward_reports.changes.comparing.evidence_matrix import Matrix, MatrixRow, matrix_of
from reward_reports.publishing.site.entry import IndexEntry
from reward_reports.report.model.access import Access


def matrix_of_entries(entries: Iterable[IndexEntry]) -> Matrix:
    """Return what all reports of a site tell, beside each other; every cell leads to its answer."""
    return matrix_of(row_of(entry) for entry in entries)


def row_of(entry: IndexEntry) -> MatrixRow:
    """Return what one report tells; every cell leads to its answer."""
    links = tuple(f"{entry.address}#{anchor}" if anchor else entry.address for anchor in entry.anchors)
    access = Access(*entry.access) if entry.access else None  # type: ignore[arg-type]
    return MatrixRow(entry.id, entry.name, entry.evidence, entry.address, links, access)
