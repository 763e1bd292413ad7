"""The entries of a report, and every id in it that points to one of them, as the fields say (`PointsTo`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias, get_args

from reward_reports.base.sentences import id_as_title
from reward_reports.report.model.about import PointsTo, Target
from reward_reports.report.model.base import Base, Item
from reward_reports.report.model.fields import info_of, kind_of, model_at, model_in, note_in
from reward_reports.report.model.report import Report

Path: TypeAlias = "tuple[str | int, ...]"

Pointer: TypeAlias = "tuple[Path, str, PointsTo, Item | None]"
"""Where an id stands, the id, what it is the id of, and the entry around it. A plain tuple, since every report makes many."""

TARGETS: tuple[Target, ...] = get_args(Target)


@dataclass(slots=True)
class Pointers:
    """What a report points to, and from where.

    Attributes:
        pointers: every id that points to an entry, in the order of the model.
        entries: the entries by what they can be pointed to as, in the order of the model; none that did not load.
    """

    pointers: list[Pointer] = field(default_factory=list)
    entries: dict[Target, list[Item]] = field(default_factory=lambda: {target: [] for target in TARGETS})


def pointers_of(report: Report) -> Pointers:
    """Return the pointers and the entries of a report; parts that did not load are passed over."""
    pointers = Pointers()
    _collect(report, (), None, pointers)
    return pointers


def pointer_at(path: Path) -> PointsTo | None:
    """Return what the value at a path points to: an id, words that may be one, or a list of ids."""
    keys = tuple(step for step in path if isinstance(step, str))
    model = model_at(keys[:-1]) if keys else None
    info = info_of(model, keys[-1]) if model else None
    return note_in(info, PointsTo) if info else None


@cache
def places_of(target: Target) -> tuple[tuple[str, ...], ...]:
    """Return the lists whose entries can be pointed to as `target`, as keys from the top of a report."""
    return tuple(keys for keys, model in _lists(Report, ()) if kind_of(model) == target)


@cache
def model_of(target: Target) -> type[Item]:
    """Return the type of the entries that can be pointed to as `target`.

    Raises:
        StopIteration: if there is none.
    """
    return next(model for _, model in _lists(Report, ()) if kind_of(model) == target)


def name_of(item: Item) -> str:
    """Return the name of an entry, else its title, else its id as words."""
    return getattr(item, "name", None) or getattr(item, "title", None) or id_as_title(item.id)


def _lists(model: type[Base], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], type[Item]]]:
    """Give every list of entries in a model, with the type of its entries."""
    for key, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is not None:
            if issubclass(inner, Item):
                yield (*path, key), inner
            yield from _lists(inner, (*path, key))


def _collect(part: Base, path: Path, entry: Item | None, pointers: Pointers) -> None:
    written, values = part.__pydantic_fields_set__, part.__dict__  # a model's attributes are slower
    for name, key, points_to in _steps(type(part)):
        value: Any = values[name] if name in written else None
        type_, place = type(value), (*path, key)  # a part that did not load cannot be asked for more than its type
        if points_to is None:
            _enter(value, type_, place, entry, pointers)
        elif type_ is str:
            pointers.pointers.append((place, value, points_to, entry))
        elif type_ is tuple:
            pointers.pointers += [((*place, index), one, points_to, entry) for index, one in enumerate(value)]


def _enter(value: Any, type_: type, path: Path, entry: Item | None, pointers: Pointers) -> None:
    """Collect from what stands under a key: a mapping, or a list of mappings."""
    if issubclass(type_, Base):
        _collect(value, path, entry, pointers)
    elif type_ is tuple:
        for index, one in enumerate(value):
            model: Any = type(one)
            kind = _entry_kind(model)
            if kind in pointers.entries:
                pointers.entries[kind].append(one)
            if kind is not None:
                _collect(one, (*path, index), one if isinstance(one, Item) else entry, pointers)


@cache
def _entry_kind(model: type) -> str | None:
    """Return the kind of an entry, "" for a mapping without an id, None for a part that did not load."""
    if not issubclass(model, Base):
        return None
    return kind_of(model) if issubclass(model, Item) else ""


@cache
def _steps(model: type[Base]) -> tuple[tuple[str, str, PointsTo | None], ...]:
    """Return the fields that hold ids of entries, or may do so further in: name, key, and what the ids point to."""
    steps = []
    for name, info in model.model_fields.items():
        points_to = note_in(info, PointsTo)
        if (points_to and not points_to.words) or model_in(info.annotation):
            steps.append((name, info.alias or name, points_to))
    return tuple(steps)
