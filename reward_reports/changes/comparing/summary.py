"""A change in one plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reward_reports.base.words import ENGLISH, Words, said
from reward_reports.changes.comparing.naming import shortened
from reward_reports.changes.comparing.words import LONG, word_changes, words_in
from reward_reports.report.model.fields import choices_in, info_of, model_at

if TYPE_CHECKING:
    from reward_reports.changes.comparing.change import Change

_STATES = ("unknown", "partial", "answered")


def summary_of(change: Change, words: Words = ENGLISH) -> str:
    """Return a change in one sentence without a full stop."""
    name = said(change.what, words).removeprefix("the ")
    given = {"label": name[:1].upper() + name[1:], "value": _what_changed(change, words)}
    return words.gettext("%(label)s: %(value)s") % given + _remark(change, words)


def _what_changed(change: Change, words: Words) -> str:
    if change.kind == "held_back":
        given = {"audience": words.gettext(change.audience)}
        return words.gettext("something changed that only the audience %(audience)s may read") % given
    old, new = (_value(change, value, words) for value in change.named)
    if change.old is None:
        return words.gettext("added %(value)s") % {"value": new} if new else words.gettext("added")
    if change.new is None:
        return words.gettext("removed %(value)s") % {"value": old} if old else words.gettext("removed")
    if old is None or new is None:
        return _counted(change, words)
    return f"{words.apart(old)} -> {words.apart(new)}"


def _value(change: Change, value: Any, words: Words) -> str | None:
    """Return a value that is short enough for a sentence, or None; one of a choice as words, in the language."""
    shown = _shown(value, words)
    if shown is None or not isinstance(value, str) or not isinstance(change.path[-1], str):
        return shown
    model = model_at(change.path[:-1])
    info = info_of(model, change.path[-1]) if model else None
    return words.gettext(value.replace("_", " ")) if info and value in choices_in(info.annotation) else shown


def _shown(value: Any, words: Words) -> str | None:
    """Return a value that is short enough for a sentence, or None."""
    if isinstance(value, bool):
        return words.gettext("yes") if value else words.gettext("no")
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dict) and {"op", "value"} <= value.keys():
        return f"{value['op']} {_shown(value['value'], words)}"
    if isinstance(value, dict | list):
        return None
    text = str(value).strip()
    return shortened(text) if len(text) <= LONG else None


def _counted(change: Change, words: Words) -> str:
    """Return how many words came and went."""
    if not (isinstance(change.old, str) and isinstance(change.new, str)):
        return words.gettext("changed")
    counts = {"added": 0, "removed": 0, "same": 0}
    for op, text in word_changes(change.old, change.new):
        counts[op] += words_in(text)
    parts = [
        words.ngettext("%(number)s word added", "%(number)s words added", counts["added"]) if counts["added"] else "",
        words.ngettext("%(number)s word removed", "%(number)s words removed", counts["removed"])
        if counts["removed"]
        else "",
    ]
    return words.gettext(", ").join(filter(None, parts)) or words.gettext("laid out otherwise")


def _remark(change: Change, words: Words) -> str:
    """Return which way it went, in brackets, where that can be said."""
    way = way_of(change)
    return f" ({words.gettext(way)})" if way else ""


WAYS = (
    "loosened",
    "tightened",
    "redefined",
    "reordered",
    "restricted",
    "opened",
    "raised",
    "lowered",
    "a loss",
    "a gain",
)
"""Which ways a change can go."""


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
