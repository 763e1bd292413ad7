"""What a report promises by when: the next review, the answer to a trigger, and whether anybody still keeps it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from reward_reports.report.model.durations import duration_in_words, every_in_words
from reward_reports.report.model.report import Report
from reward_reports.report.model.system_maintenance import Cadence, Entry, Firing, Trigger

ResponseState: TypeAlias = Literal["answered", "late", "waiting", "missed"]


@dataclass(frozen=True, slots=True)
class Response:
    """What came of one firing of a trigger.

    Attributes:
        firing: when it went off; None for a trigger that is marked as fired without a date.
        state: `answered`; `late`, answered after the time, and the entry does not say why; `waiting`, there is still time;
            `missed`, no entry answers it and the time is over.
        entry: the first changelog entry that answers it.
        due: the last day on which an answer is in time, if one was promised.
    """

    firing: Firing | None
    state: ResponseState
    entry: Entry | None = None
    due: date | None = None


def is_shelved(report: Report) -> bool:
    """Whether the report is only kept for the record: nobody is expected to bring it up to date."""
    return report.report.status in ("archived", "superseded")


def has_ended(report: Report, today: date | None) -> bool:
    """Whether the system will not run again, so that no further review is due; without a day, as far as that is told."""
    dates = report.system_details.dates
    if dates.lifecycle == "retired":
        return True
    return today is not None and dates.active_to is not None and dates.active_to.end < today


def last_review(report: Report) -> date | None:
    """Return the day that the cadence counts from: a review, or else the report's date; None if neither is known."""
    known = report.report.last_reviewed or report.report.date
    if known is None:
        return None
    entries = report.system_maintenance.changelog.items
    return max([known.end, *(entry.date.end for entry in entries if entry.kind == "review_no_change")])


def review_promised(report: Report, today: date | None) -> date | None:
    """Return the day for which the next review is promised; None where none is, or none is needed any more."""
    every = report.system_maintenance.reporting_cadence.every
    if every is None or is_shelved(report) or has_ended(report, today):
        return None
    last = last_review(report)
    return every.after(last) if last else None


def review_due(report: Report, today: date) -> date | None:
    """Return the last day on which the next review is in time, with the tolerance; None where none is due."""
    day = review_promised(report, today)
    return _with_tolerance(report.system_maintenance.reporting_cadence, day) if day else None


def next_review(cadence: Cadence, last: date) -> date | None:
    """Return the last day on which the review after `last` is in time; None where no interval is promised."""
    return _with_tolerance(cadence, cadence.every.after(last)) if cadence.every is not None else None


def _with_tolerance(cadence: Cadence, day: date) -> date:
    return cadence.tolerance.after(day) if cadence.tolerance is not None else day


def promised(cadence: Cadence) -> str:
    """Say the interval in words: `every 6 months, with 1 month of tolerance`."""
    every = every_in_words(cadence.every) if cadence.every else ""
    return every + (f", with {duration_in_words(cadence.tolerance)} of tolerance" if cadence.tolerance else "")


def entries_by_trigger(report: Report) -> dict[str, list[Entry]]:
    """Return the changelog entries by the triggers they name."""
    by_trigger: dict[str, list[Entry]] = {}
    for entry in report.system_maintenance.changelog.items:
        for name in entry.triggered_by:
            by_trigger.setdefault(name, []).append(entry)
    return by_trigger


def responses(report: Report, trigger: Trigger, named: list[Entry], today: date) -> list[Response]:
    """Return what came of each recorded firing of a trigger, in the order of the file.

    Args:
        report: the report.
        trigger: the trigger.
        named: the changelog entries that name the trigger.
        today: the date that counts as today.
    """
    if not trigger.fired and trigger.state == "fired":
        return [Response(None, "answered", named[0]) if named else Response(None, "missed")]
    return [response_to(report, trigger, firing, named, today) for firing in trigger.fired]


def response_to(report: Report, trigger: Trigger, firing: Firing, named: list[Entry], today: date) -> Response:
    """Return what came of one firing.

    An entry answers it if it names the trigger and is not older. Where `respond_within` is missing, the next regular
    review must answer; where there is none either, the next time that the report is dated, reviewed or changed.
    """
    due = trigger.respond_within.after(firing.date.end) if trigger.respond_within else None
    answers = [entry for entry in named if entry.date.end >= firing.date.start]
    if answers:
        first = min(answers, key=lambda entry: entry.date.start)
        late = due is not None and first.date.start > due and not (first.lessons or "").strip()
        return Response(firing, "late" if late else "answered", first, due)
    by = due or next_review(report.system_maintenance.reporting_cadence, firing.date.end)
    missed = by < today if by else _touched_since(report, firing.date.end)
    return Response(firing, "missed" if missed else "waiting", None, by)


def _touched_since(report: Report, day: date) -> bool:
    info = report.report
    dates = [info.last_reviewed, info.date, *(entry.date for entry in report.system_maintenance.changelog.items)]
    return any(known is not None and known.start > day for known in dates)
