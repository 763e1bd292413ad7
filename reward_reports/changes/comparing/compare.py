"""Two reports walked side by side, field by field as the model has them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from reward_reports.base.diagnostics import Path
from reward_reports.changes.comparing.change import Change, ChangeKind
from reward_reports.changes.comparing.classify import kind_of
from reward_reports.changes.comparing.entry_names import Names, names_of
from reward_reports.changes.comparing.identity import keys_of_entry
from reward_reports.changes.comparing.impacts import impact_of, weightiest
from reward_reports.changes.comparing.matching import Matched, match
from reward_reports.changes.comparing.metric_moves import find_moves
from reward_reports.changes.comparing.naming import of
from reward_reports.changes.comparing.place import ChangePlace, field_of
from reward_reports.changes.comparing.renames import without_followers
from reward_reports.changes.comparing.shapes import Slot, slots_of
from reward_reports.changes.comparing.to_json import plain, same_data
from reward_reports.changes.comparing.words import LONG, same_text
from reward_reports.report.model import Base, Report
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.optimization_intent import OptimizationIntent, Threshold
from reward_reports.report.model.redaction import restricted_as
from reward_reports.report.model.rlhf import RLHF
from reward_reports.report.model.rlhf_items import Stage
from reward_reports.report.model.values import Duration

_FRAME_SEEN = frozenset({"audience", "reason"})
"""What a reader sees of an answer that is held back, as in a rendered page."""


def compare(old: Report, new: Report) -> tuple[Change, ...]:
    """Return what changed between two reports, in the order of the report; nothing for equal ones.

    The order of entries, the layout of the file, and short or long forms do not count as changes.

    Args:
        old: the earlier report.
        new: the later report.
    """
    # A name that the new report holds back is not told of the old one either.
    walk = _Walk((names_of(restricted_as(old, new)), names_of(new)))
    walk.models(old, new, ChangePlace())
    return without_followers(walk.changes)


class _Walk:
    """Goes through two reports and writes down what differs."""

    def __init__(self, names: tuple[Names, Names]) -> None:
        self.names = names
        self.changes: list[Change] = []
        self.gone: dict[Path, set[int]] = defaultdict(set)
        self.come: dict[Path, set[int]] = defaultdict(set)

    def models(self, old: Base, new: Base, place: ChangePlace) -> None:
        """Compare two mappings of the same model."""
        if isinstance(old, OptimizationIntent) and isinstance(new, OptimizationIntent):
            self._moves(old, new, place)
        inner = place.within(old, new)
        for slot in slots_of(type(new)):
            before, after = getattr(old, slot.name), getattr(new, slot.name)
            if before is after or (before == after and not slot.free):
                continue
            if slot.name == "extensions":
                self._free(before, after, ChangePlace(audience=AUDIENCES[-1]))  # nothing says who may read free keys
            else:
                here = place if slot.name in _FRAME_SEEN else inner
                self._slot(slot, old, new, here)

    def _slot(self, slot: Slot, old: Base, new: Base, place: ChangePlace) -> None:
        before, after = getattr(old, slot.name), getattr(new, slot.name)
        if slot.form in ("items", "entries"):
            self._entries(slot, new, before, after, place.key(slot.key))
        elif slot.form == "values":
            self._values(slot, before, after, place)
        elif slot.form == "free":
            self._free(before, after, place.part(slot.key, slot.words))
        elif slot.form == "model" and slot.model is RLHF:
            self._profile(before, after, place.part(slot.key, slot.words))
        elif isinstance(before, Base) and isinstance(after, Base):
            self.models(before, after, place.part(slot.key, slot.words, to_reach=slot.name == "threshold"))
        elif not _same(before, after):
            kind = kind_of(slot, old, new, to_reach=place.to_reach)
            self._add(kind, place.key(slot.key), of(slot.words, place.owner), before, after)

    def _profile(self, old: RLHF | None, new: RLHF | None, place: ChangePlace) -> None:
        """Compare the profile that may be missing; its fields tell more than its coming or going as a whole."""
        blank, known = RLHF.model_validate({}), len(self.changes)
        self.models(old or blank, new or blank, place)
        if len(self.changes) == known and old != new:
            self._add("added" if new else "removed", place, place.owner, old and {}, new and {})

    def _moves(self, old: OptimizationIntent, new: OptimizationIntent, place: ChangePlace) -> None:
        """Compare metrics that went to the other register with themselves."""
        for move in find_moves(old, new):
            self.gone[move.old_path(place.old)[:-1]].add(move.old[1])
            self.come[move.new_path(place.new)[:-1]].add(move.new[1])
            left, right = getattr(old, move.old[0]), getattr(new, move.new[0])
            before, after = left.items[move.old[1]], right.items[move.new[1]]
            here = place.between(move.old_path(place.old), move.new_path(place.new), after).within(left, right)
            self._add("moved", here, here.owner, field_of(here.old), field_of(here.new))
            self.models(before, after, here)

    def _entries(self, slot: Slot, owner: Base, old: Any, new: Any, place: ChangePlace) -> None:
        """Compare two lists of mappings."""
        matched = match(
            old, new, keys_of_entry(slot.model), gone=self.gone.get(place.old, ()), come=self.come.get(place.new, ())
        )
        for left, right in matched.pairs:
            if old[left] != new[right] or slot.free:
                self.models(old[left], new[right], place.entry(left, right, new[right]))
        come: ChangeKind = "tightened" if slot.model is Threshold else "added"
        gone: ChangeKind = "loosened" if slot.model is Threshold else "removed"
        for right in matched.added:
            there = place.entry(right, right, new[right])
            self._add(come, there, there.owner, None, new[right])
        for left in matched.removed:
            there = place.entry(left, left, old[left])
            self._add(gone, there, there.owner, old[left], None)
        if slot.model is Stage or getattr(owner, "combination", None) == "lexicographic":
            self._order(matched, [one.id for one in old], [one.id for one in new], place, place.owner)

    def _order(self, matched: Matched, old: list[str], new: list[str], place: ChangePlace, owner: str) -> None:
        """Say that what stayed stands in another order, in a list whose order has a meaning."""
        before = [left for left, _ in matched.pairs]
        if before != sorted(before):
            self._add("reordered", place, f"the order of {owner}", old, new)

    def _values(self, slot: Slot, old: Any, new: Any, place: ChangePlace) -> None:
        """Compare two lists of single values."""
        # Ids and choices are themselves or another; only what is stated in words can be reworded.
        worded = any(" " in str(value) or len(str(value)) > LONG for value in (*old, *new))
        matched = match(old, new, [lambda value: value], alike=worded)
        there, what = place.key(slot.key), of(slot.words, place.owner)
        for left, right in matched.pairs:
            if not _same(old[left], new[right]):
                self._add("prose", there.at(left, right), what, old[left], new[right])
        for right in matched.added:
            self._add("added", there.at(right, right), what, None, new[right])
        for left in matched.removed:
            self._add("removed", there.at(left, left), what, old[left], None)
        if slot.name == "lineage":
            self._order(matched, list(old), list(new), there, what)

    def _free(self, old: dict[str, Any], new: dict[str, Any], place: ChangePlace) -> None:
        """Compare free data, a key at a time."""
        for key in (*new, *(key for key in old if key not in new)):
            before, after = old.get(key), new.get(key)
            if key in old and key in new and same_data(before, after):
                continue
            kind: ChangeKind = "added" if key not in old else "removed" if key not in new else "changed"
            self._add(kind, place.key(key), of(key.replace("_", " "), place.owner), before, after)

    def _add(self, kind: ChangeKind, place: ChangePlace, what: str, old: Any, new: Any) -> None:
        path = place.old if new is None else place.new
        impact = weightiest(impact_of(place.old), impact_of(place.new))
        self.changes.append(
            Change(
                kind, impact, field_of(path), place.item, path, what, plain(old), plain(new), place.audience, self.names
            )
        )


def _same(old: Any, new: Any) -> bool:
    """Whether two single values mean the same, however they are written."""
    if isinstance(old, Duration) and isinstance(new, Duration):
        return (old.months, old.rest) == (new.months, new.rest)
    if isinstance(old, str) and isinstance(new, str):
        return same_text(old, new)
    return bool(old == new)
