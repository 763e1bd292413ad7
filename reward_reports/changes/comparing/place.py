"""Where a comparison stands: in both reports, and in plain words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reward_reports.base.diagnostics import Path
from reward_reports.changes.comparing.naming import nested, of, title_of
from reward_reports.report.model import Answer, Base, Item
from reward_reports.report.model.base import AUDIENCES


@dataclass(frozen=True, slots=True)
class ChangePlace:
    """Where two values stand.

    Attributes:
        old: the path in the old report.
        new: the path in the new report.
        owner: what holds the values, in plain words.
        item: the id of the nearest entry around them, or "".
        audience: the narrowest circle of the answers around them.
        to_reach: whether they are part of a value to reach, as of a standard.
    """

    old: Path = ()
    new: Path = ()
    owner: str = ""
    item: str = ""
    audience: str = "public"
    to_reach: bool = False

    def key(self, key: str) -> ChangePlace:
        """Return the place of a value under a key."""
        return replace(self, old=(*self.old, key), new=(*self.new, key))

    def part(self, key: str, words: str, to_reach: bool = False) -> ChangePlace:
        """Return the place of what stands in a mapping under a key."""
        inner = self.key(key)
        owner = title_of(_keys(inner.new)) if len(inner.new) <= 2 else of(words, self.owner)
        return replace(inner, owner=owner, to_reach=to_reach)

    def entry(self, old: int, new: int, value: Base) -> ChangePlace:
        """Return the place of an entry of a list."""
        owner = nested(value, self.owner if len(self.new) > _TOP else "")
        item = value.id if isinstance(value, Item) else self.item
        return replace(self, old=(*self.old, old), new=(*self.new, new), owner=owner, item=item)

    def between(self, old: Path, new: Path, value: Item) -> ChangePlace:
        """Return the place of an entry that went from one list to another."""
        return replace(self, old=old, new=new, owner=nested(value, ""), item=value.id)

    def at(self, old: int, new: int) -> ChangePlace:
        """Return the place of a single value in a list."""
        return replace(self, old=(*self.old, old), new=(*self.new, new))

    def within(self, old: Base, new: Base) -> ChangePlace:
        """Return the place seen from inside two answers: only those may look whom both are for."""
        if not isinstance(old, Answer) or not isinstance(new, Answer):
            return self
        return replace(self, audience=max(self.audience, old.audience, new.audience, key=AUDIENCES.index))


_DEEP = frozenset(
    {
        "report", "system_details", "optimization_intent", "institutional_interface", "implementation", "evaluation",
        "system_maintenance", "rlhf", "recommender",
    }
)  # fmt: skip
_TOP = 3  # section, field, items


def _keys(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def field_of(path: Path) -> str:
    """Return the field that a path leads into, as `fields_changed` of the changelog writes it."""
    steps = path[:2] if path[0] in _DEEP else path[:1]
    return ".".join(str(step) for step in steps)
