"""A change in one plain sentence."""

from __future__ import annotations

from typing import Any

from reward_reports.changes.comparing.change import LONG, Change
from reward_reports.changes.comparing.naming import shortened
from reward_reports.changes.comparing.words import word_changes, words_in

_STATES = ("unknown", "partial", "answered")


def summary_of(change: Change) -> str:
    """Return a change in one sentence without a full stop."""
    name = change.what.removeprefix("the ")
    name = name[:1].upper() + name[1:]
    if change.kind == "held_back":
        return f"{name}: something changed that only the audience {change.audience} may read"
    old, new = _shown(change.old), _shown(change.new)
    if change.old is None:
        return f"{name}: added{f' {new}' if new else ''}{_remark(change)}"
    if change.new is None:
        return f"{name}: removed{f' {old}' if old else ''}{_remark(change)}"
    if old is None or new is None:
        return f"{name}: {_counted(change)}{_remark(change)}"
    return f"{name}: {old} -> {new}{_remark(change)}"


def _shown(value: Any) -> str | None:
    """Return a value that is short enough for a sentence, or None."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dict) and {"op", "value"} <= value.keys():
        return f"{value['op']} {_shown(value['value'])}"
    if isinstance(value, dict | list):
        return None
    text = str(value).strip()
    return shortened(text) if len(text) <= LONG else None


def _counted(change: Change) -> str:
    """Return how many words came and went."""
    if not (isinstance(change.old, str) and isinstance(change.new, str)):
        return "changed"
    counts = {"added": 0, "removed": 0, "same": 0}
    for op, text in word_changes(change.old, change.new):
        counts[op] += words_in(text)
    parts = [f"{counts[op]} {'word' if counts[op] == 1 else 'words'} {op}" for op in ("added", "removed") if counts[op]]
    return ", ".join(parts) or "laid out otherwise"


def _remark(change: Change) -> str:
    """Return which way it went, in brackets, where that can be said."""
    found = way_of(change)
    return f" ({found})" if found else ""


def way_of(change: Change) -> str:
    """Return which way a change went, `raised` or `a loss`, or "" where that cannot be said."""
    if change.kind in ("loosened", "tightened", "redefined", "reordered"):
        return change.kind
    if change.kind == "disclosure" and change.path[-1] == "disclosure":
        return _disclosed(change.old, change.new)
    if change.kind == "disclosure":
        narrower = ("public", "auditor", "internal")
        return "restricted" if narrower.index(change.new) > narrower.index(change.old) else "opened"
    numbers = [isinstance(value, int | float) and not isinstance(value, bool) for value in (change.old, change.new)]
    return ("raised" if change.new > change.old else "lowered") if all(numbers) else ""


def _disclosed(old: str, new: str) -> str:
    before, after = ((_STATES.index(state) if state in _STATES else 0) for state in (old, new))
    return "" if before == after else "a loss" if after < before else "a gain"
