"""What ids that point to entries are called, so that a sentence says `Drivers of diesel vehicles` where the file has an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from reward_reports.base.diagnostics import Path
from reward_reports.base.sentences import id_in_words
from reward_reports.changes.comparing.naming import shortened
from reward_reports.report.model import Answer, Item, Report
from reward_reports.report.model.about import Target
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.pointers import TARGETS, places_of, pointer_at

Names: TypeAlias = Mapping[tuple[Target, str], tuple[str, int]]
"""By what an id is the id of, and the id: the name of the entry, and the rank of the narrowest audience that may read it."""


def names_of(report: Report) -> Names:
    """Return the names of all entries of a report that ids can point to; an entry without one has its id as words."""
    return {
        (target, item.id): (_name(item), rank)
        for target in TARGETS
        for keys in places_of(target)
        for item, rank in _entries(report, keys, 0)
    }


def _entries(part: Any, keys: tuple[str, ...], rank: int) -> Iterator[tuple[Item, int]]:
    """Give the entries below a part of a report, each with the rank of the narrowest audience around it."""
    if isinstance(part, tuple):
        for one in part:
            yield from _entries(one, keys, rank)
        return
    if isinstance(part, Answer):
        rank = max(rank, AUDIENCES.index(part.audience))
    if not keys:
        yield part, rank
    elif part is not None:
        yield from _entries(getattr(part, keys[0]), keys[1:], rank)


def _name(item: Item) -> str:
    return shortened(getattr(item, "name", None) or getattr(item, "title", None) or id_in_words(item.id))


def with_names(value: Any, path: Path, names: Names, audience: str) -> Any:
    """Return plain data with names in place of the ids that point to entries.

    Args:
        value: the data.
        path: where it stands in the report.
        names: what the entries of that report are called.
        audience: who may read the data; a name that is for a narrower circle does not take the place of its id.
    """
    if isinstance(value, dict):
        return {key: with_names(part, (*path, key), names, audience) for key, part in value.items()}
    if isinstance(value, list):
        return [with_names(part, path, names, audience) for part in value]
    if not isinstance(value, str):
        return value
    rank, keys = AUDIENCES.index(audience), tuple(step for step in path if isinstance(step, str))
    found = (names[target, value] for target in _targets(keys) if (target, value) in names)
    return next((name for name, narrowest in found if narrowest <= rank), value)


@cache
def _targets(keys: tuple[str, ...]) -> tuple[Target, ...]:
    """Return what an id under some keys points to; a list of entries is given by their ids where their order changed."""
    points_to = pointer_at(keys)
    return points_to.targets if points_to else tuple(one for one in TARGETS if keys in places_of(one))
