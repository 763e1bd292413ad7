"""How the entries of a list are matched."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from reward_reports.changes.comparing.to_json import plain
from reward_reports.report.model import Base, Item

Key = Callable[[Any], Hashable]

_SIDES = {">": "up", ">=": "up", "<": "down", "<=": "down"}


def _content(value: Base) -> Hashable:
    """Return what an entry says but for its id; None where that is nothing."""
    data = {key: part for key, part in plain(value).items() if key != "id"}
    return repr(data) if data else None


def _name(value: Any) -> Hashable:
    name: str | None = getattr(value, "name", None) or getattr(value, "title", None)
    return name


def _side(value: Any) -> Hashable:
    return str(_SIDES.get(value.op, value.op))


_KNOWN_BY: dict[str, tuple[Key, ...]] = {
    "Author": (_name,),
    "Arm": (_name,),
    "ArmResult": (attrgetter("metric", "arm"),),
    "Attestation": (attrgetter("by"),),
    "Binding": (attrgetter("field"),),
    "Search": (attrgetter("where"),),
    "Threshold": (lambda one: (_side(one), one.severity), _side, lambda one: one.severity),
    "Observation": (
        attrgetter("date", "slice", "setting", "system_version"),
        attrgetter("date", "slice"),
        attrgetter("date"),
    ),
    "Firing": (attrgetter("date"),),
    "Outcome": (attrgetter("expectation"),),
}


@cache
def keys_of_entry(model: type[Base] | None) -> Sequence[Key]:
    """Return how two entries of a model are matched, the surest first."""
    if model is None:
        return ()
    if issubclass(model, Item):
        return (attrgetter("id"), _content, _name)
    return (_content, *_KNOWN_BY.get(model.__name__, ()))
