"""What happened to a report and what is to come: changes, triggers that went off, reviews, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reward_reports.publishing.rendering.field_formats import meanings_of
from reward_reports.publishing.rendering.history import answers_to, expected, in_time
from reward_reports.publishing.rendering.item_layouts import badge
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.views import Badge
from reward_reports.publishing.rendering.words import date_in_words, humanised
from reward_reports.report.model.durations import duration_in_words, every_in_words
from reward_reports.report.model.promises import entries_by_trigger, responses, review_promised
from reward_reports.report.model.system_maintenance import Entry
from reward_reports.report.model.values import PartialDate
from reward_reports.runs.monitoring.due import VERBS, Due, due_in, in_order

ANSWERS = {
    "answered": Badge("answered", "good", "A changelog entry answers it in time."),
    "late": Badge("answered late", "warn", "A changelog entry answers it after the promised time."),
    "waiting": Badge("not answered yet", "warn", "No changelog entry answers it; there is still time."),
    "missed": Badge("not answered", "bad", "No changelog entry answers it, and the deadline has passed."),
}
LATE = Badge("overdue", "bad", "The day has passed.")
_OLDEST = date.min


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is due.

    Attributes:
        day: its first day, to sort by.
        date: the day as the page shows it.
        label: what it is.
        badges: how it stands.
        text: what happened, ready for the page.
        anchor: where the report tells more; "" for nowhere.
    """

    day: date
    date: str
    label: str
    badges: list[Badge]
    text: str
    anchor: str = ""


def past(context: RenderContext) -> list[Event]:
    """Return what happened, the newest first."""
    return sorted(_past(context), key=lambda event: event.day, reverse=True)


def ahead(context: RenderContext) -> list[Event]:
    """Return what is due, the most urgent first; whether it is late is said only where a date counts as today."""
    events_due = in_order(due_in(context.report, "", context.today or _OLDEST, context.audience))
    return [_due(context, due) for due in events_due]


def _past(context: RenderContext) -> Iterator[Event]:
    report = context.report
    for entry in in_time(report.system_maintenance.changelog.items):
        yield _change(context, entry)
    yield from _firings(context)
    yield from _judgements(context)
    if report.report.last_reviewed:
        yield _event(context, report.report.last_reviewed, context.gettext("The whole report was reviewed"), [], "")
    dates = report.system_details.dates
    for day, words in (
        (dates.active_from, context.gettext("The reward began to be optimised")),
        (dates.active_to, context.gettext("The reward ceases to be optimised")),
    ):
        if day:
            yield _event(context, day, words, [], "", "system_details.dates")


def _change(context: RenderContext, entry: Entry) -> Event:
    badges = [badge(entry.kind, meanings_of(Entry)["kind"], context.words)] if entry.kind else []
    label = context.gettext("Version %(version)s") % {"version": entry.version}
    return _event(context, entry.date, label, badges, context.writer.block(entry.summary), f"entry:{entry.id}")


def _firings(context: RenderContext) -> Iterator[Event]:
    entries, today = entries_by_trigger(context.report), context.today or _OLDEST
    label = context.gettext("A trigger went off")
    for trigger in context.report.system_maintenance.update_triggers.items:
        for response in responses(context.report, trigger, entries.get(trigger.id, []), today):
            if response.firing is None:
                continue
            shown = context.writer.inline(response.firing.evidence or trigger.description or "")
            known = context.today is not None or response.state in ("answered", "late")
            badges = [_said(context, ANSWERS[response.state if known else "waiting"])]
            yield _event(context, response.firing.date, label, badges, shown, f"trigger:{trigger.id}")


def _judgements(context: RenderContext) -> Iterator[Event]:
    """Give what came of each expectation, on the day of the entry that says so."""
    ordered = in_time(context.report.system_maintenance.changelog.items)
    expectations = {
        (number, expectation.id): expectation
        for number, entry in enumerate(ordered)
        for expectation in entry.expectations
    }
    for key, judgements in answers_to(ordered).items():
        for entry, outcome in judgements:
            result = badge(outcome.result, {}, context.words)
            words = expected(context, expectations[key], judged=True)
            label = context.gettext("An expectation was judged")
            yield _event(context, entry.date, label, [result], words, f"expectation:{key[1]}")


def _said(context: RenderContext, badge: Badge) -> Badge:
    return Badge(context.gettext(badge.label), badge.tone, context.gettext(badge.meaning))


def _due(context: RenderContext, due: Due) -> Event:
    late = [_said(context, LATE)] if due.overdue and context.today else []
    first = review_promised(context.report, context.today or _OLDEST) if due.kind == "review" else due.date
    day = PartialDate.parse(first.isoformat()) if first else None
    anchor = {"answer": "trigger", "judge": "expectation", "measure": "metric"}.get(due.kind, "")
    words = context.gettext(VERBS[due.kind])
    return Event(
        due.date or date.max,
        context.writer.date(day) if day else context.writer.plain(context.gettext("No day is promised")),
        f"{words[:1].upper()}{words[1:]}{f': {humanised(due.item)}' if due.item else ''}",
        late,
        context.writer.plain(_promised(context, due)) if due.kind == "review" else context.writer.inline(due.about),
        f"{anchor}:{due.item}" if anchor else "",
    )


def _promised(context: RenderContext, due: Due) -> str:
    """Return how often the report promises to be reviewed: `Every year, with 3 months of tolerance, to 29 February 2028`."""
    cadence, words = context.report.system_maintenance.reporting_cadence, context.words
    every = every_in_words(cadence.every, words) if cadence.every else ""
    if cadence.tolerance and due.date:
        time, last = duration_in_words(cadence.tolerance, words), date_in_words(due.date.isoformat(), words)
        given = {"every": every, "time": time, "date": last}
        every = words.gettext("%(every)s, with %(time)s of tolerance, to %(date)s") % given
    return f"{every[:1].upper()}{every[1:]}"


def _event(
    context: RenderContext, when: PartialDate, label: str, badges: list[Badge], text: str, anchor: str = ""
) -> Event:
    return Event(when.start, context.writer.date(when), label, badges, text, anchor)
