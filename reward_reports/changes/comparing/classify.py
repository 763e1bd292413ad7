"""What sort of change it is that a value became another."""

from __future__ import annotations

from typing import Any

from reward_reports.changes.comparing.change import ChangeKind
from reward_reports.changes.comparing.directions import direction_of, limit_moved
from reward_reports.changes.comparing.shapes import Slot
from reward_reports.changes.comparing.words import several
from reward_reports.report.model import Answer, Base, Item
from reward_reports.report.model.optimization_intent import Metric, Threshold
from reward_reports.report.model.report_info import ReportInfo
from reward_reports.report.model.system_maintenance import Condition

_STATUS = frozenset({"status", "state", "lifecycle", "result"})
_DISCLOSURE = frozenset({"disclosure", "audience"})
_NAMES = frozenset({"id", "name", "title"})


def kind_of(slot: Slot, old_owner: Base, new_owner: Base, *, to_reach: bool = False) -> ChangeKind:
    """Return the kind of a change of one value.

    Args:
        slot: the field that holds it.
        old_owner: what it belonged to.
        new_owner: what it belongs to.
        to_reach: whether it is part of a value to reach, as of a standard.
    """
    old, new = getattr(old_owner, slot.name), getattr(new_owner, slot.name)
    direction = direction_of(new_owner, slot.name, old, new)
    if direction is None and slot.name in ("op", "value") and isinstance(new_owner, Threshold | Condition):
        direction = limit_moved(old_owner, new_owner, to_reach=to_reach)
    if direction is not None:
        return direction
    if old in (None, "") or new in (None, ""):
        return "added" if old in (None, "") else "removed"
    return _named_kind(slot, new_owner) or _kind_of_value(slot, old, new)


def _named_kind(slot: Slot, owner: Base) -> ChangeKind | None:
    if slot.name in _DISCLOSURE and isinstance(owner, Answer):
        return "disclosure"
    if slot.name in _STATUS:
        return "status"
    if slot.name in _NAMES and isinstance(owner, Item | ReportInfo):
        return "renamed"
    if slot.name == "role" and isinstance(owner, Metric):
        return "moved"
    return "redefined" if slot.name in owner.about.defined_by else None


def _kind_of_value(slot: Slot, old: Any, new: Any) -> ChangeKind:
    texts = isinstance(old, str) and isinstance(new, str) and not slot.choice
    return "prose" if texts and (several(old) or several(new)) else "changed"
