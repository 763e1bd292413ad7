"""What a report asks of its owner, and by when.

The dates are those of the linter: what is overdue here is a finding of LIV001, LIV006 or LIV009 there. Two kinds are more
than it asks for: `do`, a recommendation that was accepted and is not done, and `measure`, a metric of an armed trigger
whose newest observation in the report is older than the cadence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from reward_reports.report.model import Report
from reward_reports.report.model.promises import (
    Response,
    entries_by_trigger,
    has_ended,
    is_shelved,
    last_review,
    next_review,
    promised,
    responses,
    review_due,
)
from reward_reports.report.model.redaction import redact
from reward_reports.report.model.system_maintenance import Trigger
from reward_reports.report.model.values import Duration

Kind: TypeAlias = Literal["review", "answer", "judge", "decide", "do", "measure"]
VERBS: dict[Kind, str] = {
    "review": "review the report",
    "answer": "answer the trigger",
    "judge": "judge the expectation",
    "decide": "decide on the recommendation",
    "do": "do what was recommended",
    "measure": "measure the metric",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do.

    Attributes:
        file: the report's file.
        report: the report's id.
        kind: what is to be done.
        item: the id of the trigger, expectation, recommendation or metric; empty for a review.
        date: the last day on which it is in time; None where no day was promised.
        days: how many days are left; below zero if it is late; None where no day was promised.
        overdue: whether it is too late.
        about: why, in words of the report.
        owner: who is to do it, if the report says so.
        since: when the trigger went off, as the report writes it; empty for all other kinds.
    """

    file: str
    report: str
    kind: Kind
    item: str
    date: date | None
    days: int | None
    overdue: bool
    about: str
    owner: str | None = None
    since: str = ""


class _Task(NamedTuple):
    kind: Kind
    item: str
    day: date | None
    about: str
    owner: str | None = None
    missed: bool = False
    since: str = ""


def due_in(report: Report, file: str, today: date, audience: str = "internal") -> list[Due]:
    """Return what is due in one report, as far as an audience may read it, in no particular order.

    Args:
        report: the report.
        file: what to call its file.
        today: the date that counts as today.
        audience: `public`, `auditor` or `internal`.
    """
    seen = redact(report, audience)
    tasks = [*_review(seen, today), *_answers(seen, today)]
    if not is_shelved(seen):
        tasks += [*_expectations(seen), *_recommendations(seen)]
        tasks += [] if has_ended(seen, today) else _measurements(seen)
    return [_due(task, file, seen.report.id, today) for task in tasks]


def in_order(items: Iterable[Due]) -> list[Due]:
    """Return the most overdue first; what has no day stands behind what is late, or last if it is not late."""
    return sorted(
        items, key=lambda one: (not one.overdue, one.date or date.max, one.report, one.kind, one.item, one.since)
    )


def due_within(items: Iterable[Due], span: Duration, today: date) -> list[Due]:
    """Return what is due in a span of time from today, what is overdue, and what has no day."""
    last = span.after(today)
    return [item for item in items if item.overdue or item.date is None or item.date <= last]


def _due(task: _Task, file: str, report: str, today: date) -> Due:
    day = task.day
    late = task.missed or (day is not None and day < today)
    about = " ".join(task.about.split())
    days = (day - today).days if day else None
    return Due(file, report, task.kind, task.item, day, days, late, about, task.owner, task.since)


def _review(report: Report, today: date) -> Iterator[_Task]:
    cadence = report.system_maintenance.reporting_cadence
    due = review_due(report, today)
    if due is not None:
        yield _Task("review", "", due, f"last on {last_review(report)}, promised {promised(cadence)}", cadence.owner)


def _answers(report: Report, today: date) -> Iterator[_Task]:
    entries = entries_by_trigger(report)
    for trigger in report.system_maintenance.update_triggers.items:
        for one in responses(report, trigger, entries.get(trigger.id, []), today):
            if one.state in ("waiting", "missed"):
                about, since = _went_off(trigger, one), str(one.firing.date) if one.firing else ""
                yield _Task("answer", trigger.id, one.due, about, trigger.owner, one.state == "missed", since)


def _went_off(trigger: Trigger, response: Response) -> str:
    if response.firing is None:
        return "it fired, without a date"
    shown = response.firing.evidence or trigger.description
    return f"it fired on {response.firing.date}" + (f": {shown}" if shown else "")


def _expectations(report: Report) -> Iterator[_Task]:
    entries = report.system_maintenance.changelog.items
    judged = {outcome.expectation for entry in entries for outcome in entry.outcomes}
    for entry in entries:
        for one in entry.expectations:
            if one.check_by is not None and one.id not in judged:
                hoped = " ".join(part for part in (one.metric, one.direction, one.magnitude) if part) or "expected"
                yield _Task("judge", one.id, one.check_by.end, f"{hoped}, after {entry.id} of {entry.date}")


def _recommendations(report: Report) -> Iterator[_Task]:
    for advice in report.system_maintenance.recommendations.items:
        if advice.due is not None and advice.state not in ("done", "declined"):
            kind: Kind = "do" if advice.state == "accepted" else "decide"
            yield _Task(kind, advice.id, advice.due.end, advice.what, advice.to)


def _measurements(report: Report) -> Iterator[_Task]:
    """Give the metrics of triggers whose values stand in the report, with dates, and in no log."""
    intent, maintenance = report.optimization_intent, report.system_maintenance
    armed = [trigger for trigger in maintenance.update_triggers.items if trigger.state != "retired"]
    watched = {trigger.condition.metric for trigger in armed if trigger.condition}
    for metric in intent.metrics:
        days = [one.date.end for one in metric.observations if one.date]
        if metric.id not in watched or metric.observations_from is not None or not days:
            continue
        due = next_review(maintenance.reporting_cadence, max(days))
        if due is not None:
            yield _Task("measure", metric.id, due, f"{metric.name}, last measured on {max(days)}")
