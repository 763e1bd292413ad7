"""What every format says of a comparison, and plain data as lines of text."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reward_reports.changes.comparing.change import Change, Impact, Word
from reward_reports.changes.comparing.comparison import Comparison
from reward_reports.changes.comparing.summary import way_of

HEADINGS: dict[Impact, str] = {
    "reward": "What is optimised",
    "oversight": "What watches it",
    "accountability": "Who answers for it",
    "editorial": "Wording and the rest",
}
"""What the impacts are called, in the order of their weight."""

_LIMITS = frozenset({"system_maintenance.update_triggers", "evaluation.performance_standards"})


def total(comparison: Comparison) -> str:
    """Return how many changes there are: `12 changes: 3 reward, 9 oversight`."""
    number = len(comparison.changes)
    if not number:
        return "No change"
    parts = ", ".join(f"{len(group)} {impact}" for impact, group in comparison.groups.items())
    return f"{number} change{'' if number == 1 else 's'}: {parts}"


def warnings(comparison: Comparison) -> list[str]:
    """Return what a reviewer should not overlook, a sentence each."""
    kinds = Counter(change.kind for change in comparison.changes)
    loosened = kinds["loosened"] + sum(map(_limit_gone, comparison.changes))
    losses = sum(lost(change) for change in comparison.changes)
    held = len({change.field for change in comparison.changes if change.kind == "held_back"})
    counted = (
        (loosened, "limit is loosened or gone", "limits are loosened or gone"),
        (losses, "answer tells less or to fewer than before", "answers tell less or to fewer than before"),
        (
            held,
            "field has changes that this audience may not read",
            "fields have changes that this audience may not read",
        ),
    )
    return [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]


def _limit_gone(change: Change) -> bool:
    """Whether a trigger or a standard went as a whole."""
    return change.kind == "removed" and change.path[-2:-1] == ("items",) and change.field in _LIMITS


def lost(change: Change) -> bool:
    """Whether an answer tells less, or tells it to fewer."""
    return change.kind == "disclosure" and way_of(change) in ("a loss", "restricted")


def sides(change: Change) -> tuple[list[Word], list[Word]]:
    """Return the old and the new value as stretches of text, those that went or came marked."""
    if change.words:
        before = [word for word in change.words if word.op != "added"]
        return before, [word for word in change.words if word.op != "removed"]
    old, new = (None if value is None else "\n".join(lines_of(value)) for value in (change.old, change.new))
    return ([Word("removed", old)] if old else []), ([Word("added", new)] if new else [])


def lines_of(value: Any) -> list[str]:
    """Return plain data as lines of text, a key or an entry each."""
    if isinstance(value, dict):
        return [f"{key}: {_inline(part)}" for key, part in value.items()]
    if isinstance(value, list):
        return [_inline(part) for part in value]
    return [_inline(value)]


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return ", ".join(map(_inline, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
