"""What changed between two reports, by field and item and not by line, and whom it concerns."""

from reward_reports.changes.comparing.change import CHANGE_KINDS, IMPACTS, Change, ChangeKind, Impact
from reward_reports.changes.comparing.compare import compare
from reward_reports.changes.comparing.grouping import by_impact, fields_changed
from reward_reports.changes.comparing.impacts import impact_of
from reward_reports.changes.comparing.words import Word

__all__ = [
    "CHANGE_KINDS",
    "IMPACTS",
    "Change",
    "ChangeKind",
    "Impact",
    "Word",
    "by_impact",
    "compare",
    "fields_changed",
    "impact_of",
]
