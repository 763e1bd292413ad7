"""What was expected of each change, and what came of it.

Values are those of all cases, from before and after the change; an observation of the very day or month of the change is
neither. The value after is the newest up to `check_by`, or the first behind it if there is none: later values may come of
later changes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.promises import is_shelved
from reward_reports.report.model.redaction import redact
from reward_reports.report.model.system_maintenance import Entry, Expectation, Outcome
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.series import Series, Timed, series_of

State: TypeAlias = Literal[
    "as_expected", "partly", "not_as_expected", "cannot_tell", "open", "overdue", "no_prediction"
]
JUDGED: tuple[State, ...] = ("as_expected", "partly", "not_as_expected")
"""The results that say whether the designers were right; `cannot_tell` says that nobody knows."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the data say about an expectation that nobody has judged: a result, and why."""

    result: State
    why: str


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation and what is known of it.

    Attributes:
        file: the report's file.
        report: the report's id.
        group: who wrote the report; see `group_of`.
        entry: the changelog entry that expects it.
        expectation: what is expected.
        state: the newest recorded result; else `overdue` if the day to look has passed, or `open`.
        outcome: the newest recorded outcome, if any.
        judged_on: the date of the entry that records it.
        before: the newest value before the change.
        after: the value after it.
        suggestion: what the data say, where no outcome is recorded.
    """

    file: str
    report: str
    group: str
    entry: Entry
    expectation: Expectation
    state: State
    outcome: Outcome | None
    judged_on: str | None
    before: DatedValue | None
    after: DatedValue | None
    suggestion: Suggestion | None

    @property
    def score(self) -> State:
        """What it counts as: its state, or that it was not a prediction."""
        predicted = self.expectation.stated in (None, "before")
        return self.state if predicted or self.outcome is None else "no_prediction"


def outcomes_of(
    report: Report,
    file: str,
    today: date,
    logs: Mapping[str, Sequence[Timed]] | None = None,
    audience: str = "internal",
) -> list[Expected]:
    """Return every expectation of a report in the order of its changelog, as far as an audience may read it.

    Args:
        report: the report.
        file: what to call its file.
        today: the date that counts as today.
        logs: the points of metrics that have a log, by their ids.
        audience: `public`, `auditor` or `internal`.
    """
    seen = redact(report, audience)
    intent, entries = seen.optimization_intent, seen.system_maintenance.changelog.items
    metrics = {one.id: one for one in intent.metrics}
    recorded = _recorded(entries)
    return [
        _expected(
            seen,
            file,
            entry,
            one,
            recorded.get(one.id),
            _around(metrics.get(one.metric or ""), entry, one, logs or {}, today),
            today,
        )
        for entry in entries
        for one in entry.expectations
    ]


def group_of(report: Report) -> str:
    """Return who wrote a report: the relationships of its authors to the owner, each once.

    A report belongs to one group, so that no expectation counts twice. Affiliations are free text and name few people;
    they would tell more about single authors than about how reports are written.
    """
    return " and ".join(sorted({author.relationship for author in report.report.authors})) or "nobody named"


def summed(expectations: Iterable[Expected], *, by: Literal["report", "group"]) -> dict[str, Counter[str]]:
    """Return how many expectations are in each state, by report or by who wrote it.

    One that was written down when the outcome was known, or by others, was not a prediction: its result is not counted.
    """
    counts: dict[str, Counter[str]] = {}
    for one in expectations:
        counts.setdefault(getattr(one, by), Counter())[one.score] += 1
    return dict(sorted(counts.items()))


def _recorded(entries: Sequence[Entry]) -> dict[str, tuple[Outcome, str]]:
    """Return the newest outcome of each expectation; of two with the same date, the one listed last."""
    outcomes: dict[str, tuple[Outcome, str]] = {}
    for entry in sorted(entries, key=lambda one: one.date.end):
        for outcome in entry.outcomes:
            outcomes[outcome.expectation] = outcome, entry.date.text
    return outcomes


def _expected(
    report: Report,
    file: str,
    entry: Entry,
    one: Expectation,
    recorded: tuple[Outcome, str] | None,
    around: tuple[DatedValue | None, DatedValue | None],
    today: date,
) -> Expected:
    outcome, judged_on = recorded or (None, None)
    before, after = around
    return Expected(
        file=file,
        report=report.report.id,
        group=group_of(report),
        entry=entry,
        expectation=one,
        state=outcome.result if outcome else _unjudged(report, one, today),
        outcome=outcome,
        judged_on=judged_on,
        before=before,
        after=after,
        suggestion=None if outcome or before is None or after is None else suggest(one, before, after),
    )


def _unjudged(report: Report, one: Expectation, today: date) -> State:
    late = one.check_by is not None and one.check_by.end < today and not is_shelved(report)
    return "overdue" if late else "open"


def _around(
    metric: Metric | None, entry: Entry, one: Expectation, logs: Mapping[str, Sequence[Timed]], today: date
) -> tuple[DatedValue | None, DatedValue | None]:
    """Return the values of the metric before and after a change."""
    if metric is None:
        return None, None
    series: Series = series_of(metric, None, logs.get(metric.id), today)
    before = [value for value in series.dated if value.last.date() < entry.date.start]
    after = [value for value in series.dated if value.first.date() > entry.date.end]
    in_time = [value for value in after if one.check_by is None or value.last.date() <= one.check_by.end]
    return before[-1] if before else None, in_time[-1] if in_time else after[0] if after else None


def suggest(one: Expectation, before: DatedValue, after: DatedValue) -> Suggestion:
    """Return what two values say about an expectation. How far it should have moved is stated in words, and not judged."""
    moved = f"it went from {before.value:.6g} ({before.when}) to {after.value:.6g} ({after.when})"
    if math.isnan(before.value) or math.isnan(after.value):
        return Suggestion("cannot_tell", f"{moved}, and one of them is not a number")
    if one.direction is None:
        return Suggestion("cannot_tell", f"{moved}, and no direction was expected")
    if _overlap(before, after):
        return Suggestion("cannot_tell", f"{moved}, and the two intervals overlap")
    if one.direction == "flat":
        if before.value == after.value:
            return Suggestion("as_expected", moved)
        return Suggestion("cannot_tell", f"{moved}; whether that is flat, the report does not say")
    right = after.value > before.value if one.direction == "up" else after.value < before.value
    if not right:
        return Suggestion("not_as_expected", moved)
    far = f'; whether that is "{one.magnitude}" is for people to say' if one.magnitude else ""
    return Suggestion("as_expected", moved + far)


def _overlap(before: DatedValue, after: DatedValue) -> bool:
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return False
    return before.low <= after.high and after.low <= before.high
