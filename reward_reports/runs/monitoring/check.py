"""Triggers, thresholds and standards checked against measured values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from reward_reports.report.model import Report
from reward_reports.report.model.base import Answer
from reward_reports.report.model.durations import duration_in_words
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.promises import (
    Response,
    entries_by_trigger,
    next_review,
    promised,
    response_to,
    responses,
)
from reward_reports.report.model.redaction import metrics_held
from reward_reports.report.model.states import held_back
from reward_reports.report.model.system_maintenance import Entry, Firing, Trigger
from reward_reports.report.model.values import PartialDate
from reward_reports.runs.monitoring.judging import Verdict, judge
from reward_reports.runs.monitoring.metric_logs import Logs
from reward_reports.runs.monitoring.series import Series, series_of
from reward_reports.runs.monitoring.windows import SeriesTest

Subject: TypeAlias = Literal["trigger", "threshold", "standard"]
CheckResult: TypeAlias = Literal[
    "fires", "quiet", "cannot_tell", "retired", "unanswered", "past", "within", "met", "not_met", "held_back"
]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What was found about one trigger, threshold or standard.

    Attributes:
        subject: which of them it is.
        item: the id of the trigger or standard; of a threshold, that of its metric.
        metric: the id of the metric.
        part: the slice, if it is of one.
        asked: the comparison, in signs: `> 20 over 4 weeks for 2 weeks`.
        result: of triggers `fires`, `quiet` (it does not fire), `cannot_tell`, `retired` or `unanswered` (not watched by a
            metric, and it went off); of thresholds `past`, `within` or `cannot_tell`; of standards `met`, `not_met` or
            `cannot_tell`; `held_back` where the audience may not read it.
        why: what shows it, or why it is unknown.
        notes: what else should be known: old data, the state that the report claims, how a firing was answered.
        value: the newest value or mean.
        newest: the date of the newest observation.
        new: the firing that is not recorded in the report yet.
        alarm: whether somebody must act: a trigger fires and nobody answers it in time.
    """

    subject: Subject
    item: str
    metric: str
    part: str | None
    asked: str
    result: CheckResult
    why: str
    notes: tuple[str, ...] = ()
    value: float | None = None
    newest: date | None = None
    new: date | None = None
    alarm: bool = False


class Checker:
    """Holds one report against its observations."""

    def __init__(self, report: Report, logs: Logs, today: date) -> None:
        """Take a report, the points of its metrics, and the date that counts as today."""
        self.report, self.logs, self.today = report, logs, today
        intent = report.optimization_intent
        self.registers = (intent.performance_metrics, intent.oversight_metrics)
        self.metrics = {one.id: one for register in self.registers for one in register.items}
        self._series: dict[tuple[str, str | None], Series] = {}
        self._entries = entries_by_trigger(report)

    def rows(self, audience: str = "internal") -> list[CheckRow]:
        """Return what was found: triggers, then thresholds, then standards, in the order of the report.

        What rests on an answer that is held back is held back too. That includes whether it is an alarm, which would tell
        on which side of its limit a value lies. A register that is held back is one row: how many entries it has is its own.
        """
        maintenance, standards = self.report.system_maintenance, self.report.evaluation.performance_standards
        parts: list[tuple[Subject, Answer, Iterator[CheckRow]]] = [
            ("trigger", maintenance.update_triggers, self._triggers()),
            *(("threshold", register, self._thresholds(register.items)) for register in self.registers),
            ("standard", standards, self._standards()),
        ]
        held = metrics_held(self.report, audience)
        # Notes quote the cadence and the changelog.
        quiet = held_back(maintenance.reporting_cadence, audience) or held_back(maintenance.changelog, audience)
        found_rows: list[CheckRow] = []
        for subject, register, rows in parts:
            if held_back(register, audience):
                found_rows.append(_held(subject))
                continue
            for row in rows:
                seen = _held(subject, row.item) if row.metric in held else row
                found_rows.append(replace(seen, notes=()) if quiet else seen)
        return found_rows

    def series(self, metric: str, part: str | None) -> Series:
        """Return the values of a metric, or of one of its slices."""
        key = metric, part
        if key not in self._series:
            self._series[key] = series_of(self.metrics[metric], part, self.logs.points.get(metric), self.today)
        return self._series[key]

    def _judge(self, metric: str | None, part: str | None, test: SeriesTest | None) -> Verdict:
        if metric is None or test is None:
            return Verdict(None, "it names no metric with a comparison")
        if metric not in self.metrics:
            return Verdict(None, f"the report has no metric {metric}")
        missing = self.logs.missing.get(metric)
        series = self.series(metric, part)
        if missing and (part is None or not series):
            return Verdict(None, missing)
        if not series and part is not None:
            return Verdict(None, f"{metric} was never measured for {part}")
        return judge(test, series, self.today)

    def _notes(self, verdict: Verdict) -> tuple[str, ...]:
        """Say where the newest observation is older than the cadence allows."""
        cadence = self.report.system_maintenance.reporting_cadence
        due = next_review(cadence, verdict.newest) if verdict.newest else None
        if due is None or due >= self.today:
            return ()
        newest = f"the newest observation is of {verdict.newest}"
        return (f"{newest}, too old for a report that is reviewed {promised(cadence)}",)

    def _triggers(self) -> Iterator[CheckRow]:
        for trigger in self.report.system_maintenance.update_triggers.items:
            named = self._entries.get(trigger.id, [])
            past = responses(self.report, trigger, named, self.today)
            if trigger.kind == "metric" or trigger.condition is not None:
                yield self._trigger(trigger, named, past)
            elif any(one.state in ("late", "missed") for one in past):
                yield CheckRow(
                    "trigger", trigger.id, "", None, "", "unanswered", "it fired", _recorded(past), alarm=True
                )

    def _trigger(self, trigger: Trigger, named: list[Entry], past: list[Response]) -> CheckRow:
        condition = trigger.condition
        metric = condition.metric if condition else None
        part = condition.slice if condition else None
        unanswered = any(one.state in ("late", "missed") for one in past)
        if trigger.state == "retired":
            return CheckRow(
                "trigger",
                trigger.id,
                metric or "",
                part,
                "",
                "retired",
                "it is not watched any more",
                _recorded(past),
                alarm=unanswered,
            )
        test = None
        if condition and condition.op is not None and condition.value is not None:
            test = SeriesTest(condition.op, condition.value, condition.window, condition.sustained_for)
        verdict = self._judge(metric, part, test)
        result: CheckResult = "cannot_tell" if verdict.state is None else "fires" if verdict.state else "quiet"
        new = self._new_firing(trigger, verdict)
        answer = _answer_to(self.report, trigger, new, named, self.today) if new else None
        return CheckRow(
            "trigger",
            trigger.id,
            metric or "",
            part,
            _condition(test),
            result,
            verdict.why,
            (*((answer[0],) if answer else ()), *_recorded(past), *self._notes(verdict)),
            verdict.value,
            verdict.newest,
            new,
            unanswered or (answer is not None and not answer[1]),
        )

    def _new_firing(self, trigger: Trigger, verdict: Verdict) -> date | None:
        """Return the day of a firing that the report does not hold.

        One that it holds is the same if it is not older than the violation, or younger than the last good value: nothing
        shows that it was over in between. Values without dates cannot tell a new firing from an old one, so that any
        recorded one counts for them.
        """
        if not verdict.state:
            return None
        if verdict.went_off is None or verdict.since is None:
            return None if trigger.fired else self.today
        begun = verdict.since if verdict.over is None else min(verdict.since, verdict.over + timedelta(days=1))
        known = any(begun <= one.date.end and one.date.start <= self.today for one in trigger.fired)
        return None if known else verdict.went_off

    def _thresholds(self, metrics: Sequence[Metric]) -> Iterator[CheckRow]:
        for metric in metrics:
            parts = list(dict.fromkeys([*(one.slice for one in metric.observations), *metric.slices]))
            if metric.id in self.logs.points or metric.id in self.logs.missing or not parts:
                parts = list(dict.fromkeys([None, *parts]))
            for threshold in metric.thresholds:
                for part in parts:
                    test = SeriesTest(threshold.op, threshold.value)
                    verdict = self._judge(metric.id, part, test)
                    result: CheckResult = (
                        "cannot_tell" if verdict.state is None else "past" if verdict.state else "within"
                    )
                    asked = f"{_condition(test)} ({threshold.severity})"
                    notes, why = self._notes(verdict), verdict.why
                    yield CheckRow(
                        "threshold",
                        metric.id,
                        metric.id,
                        part,
                        asked,
                        result,
                        why,
                        notes,
                        verdict.value,
                        verdict.newest,
                    )

    def _standards(self) -> Iterator[CheckRow]:
        for standard in self.report.evaluation.performance_standards.items:
            if standard.metric is None or standard.threshold is None:
                continue
            test = SeriesTest(standard.threshold.op, standard.threshold.value, passes_nan=False)
            verdict = self._judge(standard.metric, None, test)
            result: CheckResult = "cannot_tell" if verdict.state is None else "met" if verdict.state else "not_met"
            notes = self._notes(verdict)
            if standard.status in ("met", "not_met") and result in ("met", "not_met") and standard.status != result:
                notes = (f"the report says that it is {standard.status.replace('_', ' ')}", *notes)
            why = verdict.why
            yield CheckRow(
                "standard",
                standard.id,
                standard.metric,
                None,
                _condition(test),
                result,
                why,
                notes,
                verdict.value,
                verdict.newest,
            )


def _held(subject: Subject, item: str = "") -> CheckRow:
    return CheckRow(subject, item, "", None, "", "held_back", "this audience may not read it")


def _condition(test: SeriesTest | None) -> str:
    if test is None:
        return ""
    window = f" over {duration_in_words(test.window)}" if test.window else ""
    lasting = f" for {duration_in_words(test.sustained)}" if test.sustained else ""
    return f"{test.op} {test.limit:.6g}{window}{lasting}"


def _answer_to(report: Report, trigger: Trigger, day: date, named: list[Entry], today: date) -> tuple[str, bool]:
    """Say what is known of a firing that is not recorded: an entry may answer it already."""
    firing = Firing(date=PartialDate.parse(day.isoformat()))
    response = response_to(report, trigger, firing, named, today)
    if response.entry is not None:
        return f"fired on {day}, not recorded; {_state_of(response)}", response.state == "answered"
    due = f", an answer is due by {response.due}" if response.due else ""
    return f"fired on {day}, not recorded and not answered{due}", False


def _recorded(past: Sequence[Response]) -> tuple[str, ...]:
    """Say how each recorded firing was answered; the newest alone where all were."""
    open_ones = [one for one in past if one.state != "answered"]
    return tuple(
        f"fired on {one.firing.date if one.firing else 'an unstated day'}; {_state_of(one)}"
        for one in (open_ones or past[-1:])
    )


def _state_of(response: Response) -> str:
    due = f" by {response.due}" if response.due else ""
    if response.entry is not None:
        late = f", too late (due{due}), without lessons that say why" if response.state == "late" else ""
        return f"answered by {response.entry.id} on {response.entry.date}{late}"
    return f"an answer is due{due}" if response.state == "waiting" else f"not answered{due}"
