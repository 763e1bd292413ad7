"""Changes by what they touch, by field, and as an audience may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reward_reports.changes.comparing.change import IMPACTS, Change, Impact
from reward_reports.changes.comparing.naming import title_of
from reward_reports.report.model.base import AUDIENCES


def by_impact(changes: Iterable[Change]) -> dict[Impact, tuple[Change, ...]]:
    """Return the changes by what they touch, the weightiest first; an impact without changes is left out."""
    known = tuple(changes)
    groups: dict[Impact, tuple[Change, ...]] = {
        impact: tuple(change for change in known if change.impact == impact) for impact in IMPACTS
    }
    return {impact: group for impact, group in groups.items() if group}


def fields_changed(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the fields that the changes are in, each once and in order, as a changelog entry lists them."""
    return tuple(dict.fromkeys(field for change in changes for field in _fields(change)))


def _fields(change: Change) -> tuple[str, ...]:
    """Return the field of a change; both fields where a metric went from one to the other."""
    if change.kind == "moved" and change.path[-2:-1] == ("items",):
        return (change.old, change.new)
    return (change.field,)


def seen_by(changes: Iterable[Change], audience: str) -> tuple[Change, ...]:
    """Return the changes as an audience may see them: what it may not read becomes one line a field, which says so.

    Args:
        changes: what `compare` gave.
        audience: `public`, `auditor` or `internal`.
    """
    rank = AUDIENCES.index(audience)
    shown: dict[object, Change] = {}
    for number, change in enumerate(changes):
        if AUDIENCES.index(change.audience) <= rank:
            shown[number] = replace(change, old=_readable(change.old, rank), new=_readable(change.new, rank))
        else:
            shown.setdefault((change.field, change.audience, change.impact), _held_back(change))
    return tuple(shown.values())


def _readable(data: Any, rank: int) -> Any:
    """Return plain data in which an answer for a narrower circle keeps its audience and its reason alone."""
    if isinstance(data, list):
        return [_readable(one, rank) for one in data]
    if not isinstance(data, dict):
        return data
    if data.get("audience") in AUDIENCES[rank + 1 :]:
        return {key: part for key, part in data.items() if key in ("audience", "reason")}
    return {key: _readable(part, rank) for key, part in data.items()}


def _held_back(change: Change) -> Change:
    path = tuple(change.field.split("."))
    return Change(
        "held_back", change.impact, change.field, "", path, title_of(path), None, None, audience=change.audience
    )
