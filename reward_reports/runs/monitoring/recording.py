"""Writes into a report what a check found: the newest observations of its logs, and firings that it does not hold.

The author's file is edited as text. Nothing is written that would not read back as exactly the old data and the new.
"""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reward_reports.base.diagnostics import Edit, Path
from reward_reports.base.errors import OutputError
from reward_reports.report.loading import Document, load_text
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.text_edits import add_key, append_item, apply_edits, number, quoted, replace_value
from reward_reports.runs.monitoring.check import Checker, CheckRow

_METRICS = ("performance_metrics", "oversight_metrics")
_TRIGGERS = ("system_maintenance", "update_triggers", "items")


@dataclass(frozen=True)
class Recorded:
    """A report with what was found.

    Attributes:
        text: the new text of the file; the old one if there is nothing to record.
        done: what was recorded, a line each.
        left: what could not be recorded, and why.
    """

    text: str
    done: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Change:
    """One change, as an edit of the text and as a change of the data."""

    edit: Callable[[Document], Edit | None]
    apply: Callable[[Any], None]
    what: str


def record(document: Document, checker: Checker) -> Recorded:
    """Return the text of a report with the newest observations of its logs and its new firings.

    With nothing new the text stays as it is, so that a second run changes nothing.

    Raises:
        OutputError: if an edit would change anything else; the file must then be edited by hand.
    """
    left: list[str] = []
    changes = [*_observations(checker, left), *_firings(checker, left)]
    edited, expected = document, copy.deepcopy(document.data)
    for change in changes:
        edit = change.edit(edited)
        change.apply(expected)
        if edit is None:
            raise _by_hand(document, change)
        edited = load_text(apply_edits(edited.text, [edit]), document.name)
        if edited.report is None or edited.data != expected:
            raise _by_hand(document, change)
    return Recorded(edited.text, tuple(change.what for change in changes), tuple(left))


def _by_hand(document: Document, change: _Change) -> OutputError:
    return OutputError(f"{document.name} cannot be edited without changing more; write by hand: {change.what}")


def _observations(checker: Checker, left: list[str]) -> Iterator[_Change]:
    for name in _METRICS:
        for index, metric in enumerate(getattr(checker.report.optimization_intent, name).items):
            if metric.id in checker.logs.points:
                yield from _observation(checker, metric, ("optimization_intent", name, "items", index), left)


def _observation(checker: Checker, metric: Metric, path: Path, left: list[str]) -> Iterator[_Change]:
    """Give the newest point of a metric's log, unless the report holds it, or something as new with the same value."""
    logged = [one for one in checker.series(metric.id, None).dated if not one.text]
    if not logged:
        by_step = checker.series(metric.id, None).step is not None
        why = "its log counts steps and gives no times" if by_step else "no point of its log has a time up to today"
        left.append(f"{metric.id}: {why}")
        return
    newest = logged[-1]
    if not math.isfinite(newest.value):
        left.append(f"{metric.id}: {newest.value} of {newest.when} is not a number that a report can hold")
        return
    day = min(newest.last.date(), checker.today).isoformat()
    known = [one for one in metric.observations if one.slice is None and one.date is not None]
    if any(
        one.date.end.isoformat() > day or (one.date.text == day and one.value == newest.value)
        for one in known
        if one.date
    ):
        return
    value = int(newest.value) if newest.value.is_integer() and abs(newest.value) < 1e15 else newest.value
    yield _appended(
        (*path, "observations"),
        {"date": day, "value": number(newest.value)},
        {"date": day, "value": value},
        f"{metric.id} was {newest.value:.6g} on {day}",
    )


def _firings(checker: Checker, left: list[str]) -> Iterator[_Change]:
    rows = {row.item: row for row in checker.rows() if row.subject == "trigger" and row.new is not None}
    triggers = checker.report.system_maintenance.update_triggers.items
    times = Counter(trigger.id for trigger in triggers)
    left += [f"{name}: {times[name]} triggers have this id" for name in rows if times[name] > 1]
    for index, trigger in enumerate(triggers):
        row = rows.get(trigger.id)
        if row is not None and times[trigger.id] == 1:
            yield from _firing((*_TRIGGERS, index), row, trigger.state == "fired")


def _firing(path: Path, row: CheckRow, marked: bool) -> Iterator[_Change]:
    day = str(row.new)
    yield _appended(
        (*path, "fired"),
        {"date": day, "evidence": quoted(row.why)},
        {"date": day, "evidence": row.why},
        f"{row.item} fired on {day}: {row.why}",
    )
    if not marked:
        yield _Change(
            lambda document: _state(document, path),
            lambda data: _at(data, path).update(state="fired"),
            f"{row.item} has the state fired",
        )


def _state(document: Document, path: Path) -> Edit | None:
    return replace_value(document, (*path, "state"), "fired") or add_key(document, path, "state", "fired")


def _appended(path: Path, item: Mapping[str, str], value: Mapping[str, Any], what: str) -> _Change:
    def apply(data: Any) -> None:
        holder = _at(data, path[:-1])
        holder[path[-1]] = [*(holder.get(path[-1]) or []), dict(value)]

    return _Change(lambda document: append_item(document, path, item), apply, what)


def _at(data: Any, path: Path) -> Any:
    """Return the part of plain data at a path, also through the short form of a register."""
    for step in path:
        if step != "items" or isinstance(data, dict):
            data = data[step]
    return data
