"""Figures in an answer, and whether the answer says where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from reward_reports.report.model.base import Answer

FIGURE = lazy(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?\s?(?:%|percent\b|per cent\b|times\b|-?fold\b)")
_CITED = ("[@", "](", "http", "doi:", "arXiv")


def is_sourced(text: str, answer: Answer) -> bool:
    """Whether an answer names or cites a source, or its basis says where its figures come from."""
    if answer.sources or answer.basis in ("measured", "hypothetical", "inferred"):
        return True
    return any(mark in text for mark in _CITED)
