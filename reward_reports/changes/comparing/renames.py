"""References that follow an entry to its new id: they point to what they pointed to, so nothing changed there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from reward_reports.changes.comparing.change import Change
from reward_reports.report.model.about import Target
from reward_reports.report.model.pointers import TARGETS, Path, places_of, pointer_at

Renames: TypeAlias = dict[tuple[Target, str], str]
"""By what an id is the id of, and the old id: the new one."""


def without_followers(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes without those of references that only follow an entry to its new id."""
    known = tuple(changes)
    renames = {(target, one.old): one.new for one in known if (target := _renamed(one))}
    if not renames:
        return known
    followers = {id(one) for one in known if one.new in _follows(renames, one.path, one.old)}
    followers |= _in_lists(known, renames)
    return tuple(one for one in known if id(one) not in followers)


def _renamed(change: Change) -> Target | None:
    """Return what an entry of a register can be pointed to as that got another id; None for other changes."""
    if change.kind != "renamed" or change.path[-1] != "id":
        return None
    keys = tuple(step for step in change.path[:-1] if isinstance(step, str))
    return next((target for target in TARGETS if keys in places_of(target)), None)


def _follows(renames: Renames, path: Path, old: object) -> list[str]:
    """Return the new ids of what the value at a path pointed to by its old id."""
    points_to = pointer_at(path) if isinstance(old, str) else None
    targets = points_to.targets if points_to else ()
    return [renames[target, str(old)] for target in targets if (target, old) in renames]


def _in_lists(changes: tuple[Change, ...], renames: Renames) -> set[int]:
    """Return the changes that take an old id from a list of ids and put its new one there."""
    come = {(one.item, one.what, str(one.new)): one for one in changes if one.kind == "added"}
    ids: set[int] = set()
    for gone in changes:
        for new in _follows(renames, gone.path, gone.old) if gone.kind == "removed" else ():
            if (follower := come.get((gone.item, gone.what, new))) is not None:
                ids |= {id(gone), id(follower)}
    return ids
