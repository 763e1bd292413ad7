"""As much of a report as loads: what does not fit the model is taken out, and a mark stands in its place.

A part is an entry of a register, a field, a key of `report`, or else a key of the file. One that is taken out is not missing:
it stands there and cannot be read, so nobody may conclude anything from it, nor from its absence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, NamedTuple

from pydantic import ValidationError

from reward_reports.base.diagnostics import Path
from reward_reports.report.loading.unloaded import UNLOADED
from reward_reports.report.model import SECTIONS, Report
from reward_reports.report.model.fields import keys_of, model_at

_ROUNDS = 4
"""Once the values fit, rules on several of them can object."""
_NEEDED = {"id": "unloaded", "title": "unloaded", "version": "unloaded"}
"""Keys of `report` that the model cannot do without; a mark goes in their place."""
_MAPPINGS = (*SECTIONS, "rlhf", "report")
_LISTS = ("references", "figures")
_LIKE = 0.5
"""How alike a key that is not known and one that is missing must be, for the one to be meant for the other."""

Location = tuple[str | int, ...]


class Partial(NamedTuple):
    """What of a report loads.

    Attributes:
        report: the report, with `UNLOADED` where a part did not load.
        unloaded: where those parts stand.
    """

    report: Report
    unloaded: tuple[Path, ...]


def load_partly(
    data: Mapping[str, Any], failure: ValidationError, path_of: Callable[[Location], Path]
) -> Partial | None:
    """Return what loads of a report, or None where hardly anything does.

    Args:
        data: the file as plain data.
        failure: what the model objects to.
        path_of: makes a path of a place in an error of the model.
    """
    unloaded: set[Path] = set()
    for _ in range(_ROUNDS):
        errors = failure.errors(include_url=False, include_context=False, include_input=False)
        places = [(error["type"], path_of(_before(error["loc"], unloaded))) for error in errors]
        parts = {part for kind, path in places for part in _parts(kind, path, data)}
        if not parts - unloaded:
            return None
        unloaded |= parts
        try:
            report = Report.model_validate(_without(data, unloaded))
        except ValidationError as again:
            failure = again
        else:
            _mark(report, unloaded)
            return Partial(report, tuple(sorted(unloaded, key=str)))
    return None


def with_sections_of(report: Report, base: Report, unloaded: Iterable[Path]) -> Report:
    """Return a report with the sections of an earlier one in place of those that did not load as a whole.

    A part may have moved within its section, so no smaller piece can be compared.
    """
    names = {str(path[0]) for path in unloaded} & set(Report.model_fields)
    return report.model_copy(update={name: getattr(base, name) for name in names})


def _parts(kind: str, path: Path, data: Mapping[str, Any]) -> set[Path]:
    """Return the parts that an error takes out."""
    if kind == "extra_forbidden" and (len(path) == 1 or (len(path) == 2 and path[0] in _MAPPINGS)):
        return {path, *_meant(path, data)}
    if path[:1] and path[0] in (*_LISTS, "report"):
        return {path[:2]}
    if path[:1] and path[0] in _MAPPINGS:
        return {path[:4]} if path[2:3] == ("items",) and len(path) > 3 else {path[:2]}
    return {path[:1]} if path else set()


def _meant(path: Path, data: Mapping[str, Any]) -> set[Path]:
    """Return what is missing beside a key that is not known, and may be what its author meant."""
    model, holder = model_at(path[:-1]), data if len(path) == 1 else data.get(str(path[0]))
    if model is None or not isinstance(holder, dict):
        return set()
    key, missing = str(path[-1]).lower().replace("-", "_"), [name for name in keys_of(model) if name not in holder]
    alike = set(get_close_matches(key, missing, len(missing) or 1, _LIKE))
    alike.update(name for name in missing if not set(key.split("_")).isdisjoint(name.split("_")))
    return {(*path[:-1], name) for name in alike}


def _entries(unloaded: Iterable[Path]) -> dict[Path, list[int]]:
    """Return the positions of the entries among the parts, by the list they stand in."""
    indices: dict[Path, list[int]] = defaultdict(list)
    for path in unloaded:
        if isinstance(path[-1], int):
            indices[path[:-1]].append(path[-1])
    return {path: sorted(places) for path, places in indices.items()}


def _before(loc: Location, unloaded: Iterable[Path]) -> Location:
    """Return a place as it was before entries were taken out."""
    for path, places in _entries(unloaded).items():
        at = len(path)
        if loc[:at] == path and len(loc) > at and isinstance(loc[at], int):
            kept = (index for index in range(int(loc[at]) + len(places) + 1) if index not in places)
            loc = (*path, [*kept][int(loc[at])], *loc[at + 1 :])
    return loc


def _without(data: Mapping[str, Any], unloaded: set[Path]) -> dict[str, Any]:
    """Return the data without the parts, and with stand-ins for what must be there."""
    rest: Any = dict(data)
    for path, places in _entries(unloaded).items():
        rest = _changed(rest, path, partial(_without_places, places))
    for path in unloaded:
        if isinstance(path[-1], str):
            rest = _changed(rest, path[:-1], partial(_without_key, path[-1]))
    info = rest.get("report", {})
    needed = {"schema_version": "1.0", "report": {**_NEEDED, **info} if isinstance(info, dict) else info}
    return {**needed, **rest, "report": needed["report"]}


def _without_places(places: list[int], entries: list[Any]) -> list[Any]:
    return [entry for place, entry in enumerate(entries) if place not in places]


def _without_key(gone: str, mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != gone}


def _changed(holder: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """Return a copy of plain data with something else at a path, also through short forms; the data themselves stay."""
    if not path:
        return change(holder) if isinstance(holder, dict | list) else holder
    if isinstance(holder, list) and path[0] == "items":
        return _changed(holder, path[1:], change)
    if isinstance(holder, dict) and path[0] in holder:
        return {**holder, path[0]: _changed(holder[path[0]], path[1:], change)}
    return holder


def _mark(report: Report, unloaded: set[Path]) -> None:
    """Put the mark where parts were taken out. The report is new, so nobody sees it change."""
    for path, places in _entries(unloaded).items():
        holder = _at(report, path[:-1])
        if holder is not None:
            entries = list(getattr(holder, str(path[-1])))
            for place in places:
                entries.insert(place, UNLOADED)
            holder.__dict__[str(path[-1])] = tuple(entries)
    for path in sorted((path for path in unloaded if isinstance(path[-1], str)), key=len, reverse=True):
        holder = _at(report, path[:-1])
        if holder is not None and path[-1] in type(holder).model_fields:
            holder.__dict__[str(path[-1])] = UNLOADED


def _at(report: Report, path: Path) -> Any:
    """Return a part of a report, None where there is none."""
    holder: Any = report
    for step in path:
        holder = getattr(holder, str(step), None)
    return holder
