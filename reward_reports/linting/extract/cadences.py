"""What a reporting cadence says in words alone, and the key that says it to a tool."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Edit, Fix, Path, Problem
from reward_reports.linting.extract.prose import shortened
from reward_reports.report import text_edits
from reward_reports.report.model.intervals import Interval, find_intervals, is_event, parse_interval

if TYPE_CHECKING:
    from reward_reports.linting.context import Context

_CADENCE: Path = ("system_maintenance", "reporting_cadence")
_NEITHER = "the reporting cadence is neither an interval nor an event"
_HOW = "`every:` with a duration such as P6M, or `on_event:` with the event that sets off a review"


def without_interval(context: Context) -> Problem:
    """Return the problem of a cadence without `every` and `on_event`, with what its text seems to mean."""
    text = context.report.system_maintenance.reporting_cadence.text or ""
    interval = parse_interval(text)
    if interval is not None:
        message = f"{_NEITHER} that a tool can read, only the words {interval.words!r}"
        return Problem(message, _advice(interval), _CADENCE, fix=cadence_fix(context, interval))
    if is_event(text):
        event = text_edits.quoted(" ".join(text.split()).rstrip(" .;,!"))
        message = f"{_NEITHER} that a tool can read, only the words {shortened(text)!r}"
        return Problem(message, f"Add `on_event: {event}`", _CADENCE, fix=_add(context, "on_event", event))
    named = find_intervals(text)
    if len(named) == 1 and named[0].duration:
        advice = f"If `{named[0].words}` is how often the report is reviewed, add `every: {named[0].duration}`; else add {_HOW}"
        return Problem(_NEITHER, advice, _CADENCE, fix=cadence_fix(context, named[0], safe=False))
    return Problem(_NEITHER, f"Add {_HOW}", _CADENCE)


def interval_as_event(context: Context) -> Iterator[Problem]:
    """Give a problem if the event of the cadence is an interval."""
    event = context.report.system_maintenance.reporting_cadence.on_event or ""
    interval = parse_interval(event)
    if interval is None:
        return
    path = (*_CADENCE, "on_event")
    edits = (
        text_edits.rename_key(context.document, path, "every"),
        text_edits.replace_value(context.document, path, interval.duration or ""),
    )
    fix = _fix(f"Write every: {interval.duration}", edits) if interval.duration else None
    yield Problem(f"{interval.words!r} is an interval, not an event", _advice(interval), path, fix=fix)


def cadence_fix(context: Context, interval: Interval, *, safe: bool = True) -> Fix | None:
    """Return the fix that adds an interval to the cadence, if there is one meaning it can have."""
    return _add(context, "every", interval.duration, safe=safe) if interval.duration else None


def _advice(interval: Interval) -> str:
    if interval.duration:
        return f"Add `every: {interval.duration}`"
    if len(interval.readings) > 1:
        return "Add " + " or ".join(f"`every: {duration}` ({meaning})" for meaning, duration in interval.readings)
    return f"Add `every:` with the longest time that may pass between two reviews, such as {interval.readings[0][1]}"


def _add(context: Context, key: str, yaml: str, *, safe: bool = True) -> Fix | None:
    """Return the fix that adds a key to the cadence, whether it is a text or a mapping."""
    document = context.document
    if text_edits.is_alias(document, _CADENCE):
        return None
    edits = text_edits.expand_text(document, _CADENCE, key, yaml)
    return _fix(f"Add {key}: {yaml}", edits or (text_edits.add_key(document, _CADENCE, key, yaml),), safe=safe)


def _fix(title: str, edits: tuple[Edit | None, ...], *, safe: bool = True) -> Fix | None:
    complete = tuple(edit for edit in edits if edit is not None)
    return Fix(title, complete, safe=safe) if len(complete) == len(edits) else None
