"""References that follow an entry to its new id: they point to what they pointed to, so nothing changed there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from reward_reports.changes.comparing.change import Change
from reward_reports.report.model.pointers import REFERS_TO

_LIVES_IN: dict[str, str] = {
    "optimization_intent.performance_metrics": "metric",
    "optimization_intent.oversight_metrics": "metric",
    "institutional_interface.stakeholders": "stakeholder",
    "system_maintenance.update_triggers": "trigger",
    "implementation.algorithmic_details": "component",
    "implementation.data_flow": "dataset",
    "implementation.reward_details": "term",
    "implementation.measurement_details": "measurement",
    "rlhf.preference_data": "preferences",
    "rlhf.reward_models": "rewardmodel",
    "rlhf.deployment_signals": "signal",
    "references": "reference",
}
"""By field, what the ids of its entries are the ids of."""

Renames: TypeAlias = dict[tuple[str, str], str]
"""By what an id is the id of, and the old id: the new one."""


def without_followers(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes without those of references that only follow an entry to its new id."""
    known = tuple(changes)
    renames = {(_LIVES_IN[one.field], one.old): one.new for one in known if _is_rename(one)}
    if not renames:
        return known
    followers = {id(one) for one in known if one.new in _follows(renames, one.path[-1], one.old)}
    followers |= _in_lists(known, renames)
    return tuple(one for one in known if id(one) not in followers)


def _is_rename(change: Change) -> bool:
    """Whether an entry of a register got another id, and not an entry within one."""
    depth = (
        len(("references", 0, "id")) if change.field == "references" else len(("section", "field", "items", 0, "id"))
    )
    at_the_top = change.path[-1] == "id" and len(change.path) == depth
    return at_the_top and change.kind == "renamed" and change.field in _LIVES_IN


def _follows(renames: Renames, key: str | int, old: object) -> list[str]:
    """Return the new ids of what a reference under a key pointed to by its old id."""
    targets = REFERS_TO.get(str(key), "").split("|") if isinstance(old, str) else []
    return [renames[target, str(old)] for target in targets if (target, old) in renames]


def _in_lists(changes: tuple[Change, ...], renames: Renames) -> set[int]:
    """Return the changes that take an old id from a list of ids and put its new one there."""
    come = {(one.item, one.what, str(one.new)): one for one in changes if one.kind == "added"}
    found: set[int] = set()
    for gone in changes:
        key = gone.path[-2] if gone.kind == "removed" and len(gone.path) > 1 else ""
        for new in _follows(renames, key, gone.old):
            if (follower := come.get((gone.item, gone.what, new))) is not None:
                found |= {id(gone), id(follower)}
    return found
