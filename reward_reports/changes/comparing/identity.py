"""How the entries of a list are matched."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from reward_reports.changes.comparing.to_json import plain
from reward_reports.report.model import Base, Item
from reward_reports.report.model.about import About

Key = Callable[[Any], Hashable]

_SIDES = {">": "up", ">=": "up", "<": "down", "<=": "down"}


def _content(value: Base) -> Hashable:
    """Return what an entry says but for its id; None where that is nothing."""
    data = {key: part for key, part in plain(value).items() if key != "id"}
    return repr(data) if data else None


def _name(value: Any) -> Hashable:
    name: str | None = getattr(value, "name", None) or getattr(value, "title", None)
    return name


def _by(*names: str) -> Key:
    """Return the key of an entry that consists of these fields; an operator counts by the side that it lets pass."""

    def key(value: Any) -> Hashable:
        parts = [_side(getattr(value, name)) if name == "op" else getattr(value, name) for name in names]
        return tuple(parts) if len(parts) > 1 else parts[0]

    return key


def _side(op: str) -> str:
    return _SIDES.get(op, op)


@cache
def keys_of_entry(model: type[Base] | None) -> Sequence[Key]:
    """Return how two entries of a model are matched, the surest first."""
    if model is None:
        return ()
    if issubclass(model, Item):
        return (attrgetter("id"), _content, _name)
    about: About = model.about
    return (_content, *(_by(*names) for names in about.identified_by))
