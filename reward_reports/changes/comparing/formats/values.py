"""What every format says of a comparison."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from reward_reports.base.words import ENGLISH, Words
from reward_reports.changes.comparing.change import Change, Impact
from reward_reports.changes.comparing.comparison import Comparison
from reward_reports.changes.comparing.data_lines import lines_of
from reward_reports.changes.comparing.summary import way_of
from reward_reports.changes.comparing.words import Word

HEADINGS: dict[Impact, str] = {
    "reward": "What is optimised",
    "oversight": "What watches it",
    "accountability": "Who answers for it",
    "editorial": "Wording and the rest",
}
"""What the impacts are called, in the order of their weight."""

_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)*%?")
_NUMBERS = 12
"""How many numbers that changed are named."""
_LIMITS = frozenset({"system_maintenance.update_triggers", "evaluation.performance_standards"})


def total(comparison: Comparison, words: Words = ENGLISH) -> str:
    """Return how many changes there are: `12 changes: 3 reward, 9 oversight`."""
    number = len(comparison.changes)
    if not number:
        return words.gettext("No change")
    parts = (f"{len(group)} {words.gettext(impact)}" for impact, group in comparison.groups.items())
    counted = words.ngettext("%(number)s change", "%(number)s changes", number)
    return words.gettext("%(label)s: %(value)s") % {"label": counted, "value": words.gettext(", ").join(parts)}


def warnings(comparison: Comparison, words: Words = ENGLISH) -> list[str]:
    """Return what a reviewer should not overlook, a sentence each."""
    kinds = Counter(change.kind for change in comparison.changes)
    loosened = kinds["loosened"] + sum(map(_limit_gone, comparison.changes))
    losses = sum(lost(change) for change in comparison.changes)
    held = len({change.field for change in comparison.changes if change.kind == "held_back"})
    counted = zip((loosened, losses, held), WARNINGS, strict=True)
    return [words.ngettext(one, many, number) for number, (one, many) in counted if number]


WARNINGS = (
    ("%(number)s limit was loosened or removed", "%(number)s limits were loosened or removed"),
    (
        "%(number)s answer says less, or is shown to fewer people, than before",
        "%(number)s answers say less, or are shown to fewer people, than before",
    ),
    (
        "%(number)s field has changes that this audience may not read",
        "%(number)s fields have changes that this audience may not read",
    ),
)
"""What `warnings` counts, of one and of several."""


def _limit_gone(change: Change) -> bool:
    """Whether a trigger or a standard went as a whole."""
    return change.kind == "removed" and change.path[-2:-1] == ("items",) and change.field in _LIMITS


def lost(change: Change) -> bool:
    """Whether an answer tells less, or tells it to fewer."""
    return change.kind == "disclosure" and way_of(change) in ("a loss", "restricted")


def numbers_changed(words: Sequence[Word]) -> str:
    """Return the numbers that became others, for a text that is not shown to its end: `numbers: 41.7 -> 46.7`; "" where none did."""
    pairs = [
        (before, after)
        for old, new in pairwise(words)
        if (old.op, new.op) == ("removed", "added")
        for before, after in _numbers(old.text, new.text)
    ]
    more = f" and {len(pairs) - _NUMBERS} more" if len(pairs) > _NUMBERS else ""
    return f"numbers: {', '.join(f'{before} -> {after}' for before, after in pairs[:_NUMBERS])}{more}" if pairs else ""


def _numbers(old: str, new: str) -> list[tuple[str, str]]:
    """Return the numbers of two stretches that stand at the same place in both and differ; none where they are not as many."""
    before, after = (_NUMBER.findall(text) for text in (old, new))
    if len(before) != len(after):
        return []
    return [(left, right) for left, right in zip(before, after, strict=True) if left != right]


def sides(change: Change) -> tuple[list[Word], list[Word]]:
    """Return the old and the new value as stretches of text, those that went or came marked."""
    if change.words:
        before = [word for word in change.words if word.op != "added"]
        return before, [word for word in change.words if word.op != "removed"]
    old, new = (None if value is None else "\n".join(lines_of(value)) for value in change.named)
    return ([Word("removed", old)] if old else []), ([Word("added", new)] if new else [])
