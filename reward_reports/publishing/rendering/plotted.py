"""What a chart of a metric shows: its dated values and those of its log, by time; by step where the log has no times."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.words import date_in_words, humanised
from reward_reports.report.model.optimization_intent import Metric, Observation
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.series import Timed, logged_in

MAX_POINTS = 400
"""Points that are drawn of one line; of more, the lowest and the highest of each stretch."""
_HOURS_MATTER = 3
"""Days: the hour is named in a log that covers less."""
By: TypeAlias = Literal["day", "hour", "step", "number"]


class Plotted(NamedTuple):
    """A value of a chart.

    Attributes:
        at: where it stands on the axis: the day since the year 1 with its fraction, the step, or its number in the log.
        value: what was measured.
        low: the lower end of its uncertainty.
        high: the upper end of its uncertainty.
        text: the date as the report writes it; "" for a value of a log.
    """

    at: float
    value: float
    low: float | None = None
    high: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one metric.

    Attributes:
        by: what the axis counts.
        groups: the values in the order of the axis, by what they are of: a slice, a setting, or "" for all.
    """

    by: By
    groups: dict[str, list[Plotted]]

    @property
    def all(self) -> list[Plotted]:
        """The values of all groups."""
        return [one for points in self.groups.values() for one in points]

    def when(self, one: Plotted, words: Translation = ENGLISH) -> str:
        """Return in words where a value stands: `3 March 2026`, `step 400`."""
        if one.text:
            return date_in_words(one.text, words)
        if self.by in ("step", "number"):
            given = {"number": words.separated(f"{one.at:,.0f}")}
            if self.by == "step":
                return words.gettext("step %(number)s") % given
            return words.gettext("value %(number)s") % given
        moment = moment_of(one.at)
        day = date_in_words(moment.date().isoformat(), words)
        return day + (f", {moment:%H:%M} UTC" if self.by == "hour" else "")

    def stamp(self, one: Plotted) -> str:
        """Return for other programs where a value stands: `2026-03-03`, `2026-03-03T10:00:00+00:00`, `400`."""
        if one.text or self.by in ("step", "number"):
            return one.text or f"{one.at:.0f}"
        moment = moment_of(one.at)
        return moment.isoformat() if one.at % 1 else moment.date().isoformat()


def values_of(metric: Metric, log: Sequence[Timed] = (), today: date | None = None) -> Values:
    """Return what can be drawn of a metric.

    A log speaks for the days that it covers, as it does in `check`. One without times has an axis of its own.

    Args:
        metric: the metric.
        log: the points of its log.
        today: the date that counts as today; later points are left out.
    """
    found = [one for one in log if math.isfinite(one.value)]
    moments = logged_in(found)
    if found and not moments:
        return _by_step(found)
    timed = [Plotted(_day(one), one.value) for one in moments if today is None or one.last.date() <= today]
    groups = _groups([one for one in metric.observations if not _covers(timed, one)])
    if timed:
        groups[""] = sorted([*groups.get("", []), *timed], key=lambda one: one.at)
    hours = any(one.at % 1 for one in timed) and _span(groups) < _HOURS_MATTER
    return Values("hour" if hours else "day", groups)


def thinned(points: Sequence[Plotted]) -> Sequence[Plotted]:
    """Return the points that are drawn: all, or the first, the last, and the lowest and highest of each stretch."""
    if len(points) <= MAX_POINTS:
        return points
    size = math.ceil(len(points) / (MAX_POINTS // 2 - 1))
    kept = {0, len(points) - 1}
    for start in range(0, len(points), size):
        stretch = range(start, min(start + size, len(points)))
        kept |= {min(stretch, key=lambda at: points[at].value), max(stretch, key=lambda at: points[at].value)}
    return [points[at] for at in sorted(kept)]


def _by_step(points: Sequence[Timed]) -> Values:
    steps = [getattr(one, "step", None) for one in points]
    if None in steps:
        return Values("number", {"": [Plotted(number, one.value) for number, one in enumerate(points, 1)]})
    counted = sorted(Plotted(step, one.value) for step, one in zip(steps, points, strict=True) if step is not None)
    return Values("step", {"": counted})


def _groups(observations: Sequence[Observation]) -> dict[str, list[Plotted]]:
    def name(one: Observation) -> str:
        return ", ".join(part for part in (one.slice, humanised(one.setting) if one.setting else None) if part)

    dated = sorted((one for one in observations if one.date is not None), key=lambda one: (name(one), _first(one)))
    return {key: [_observed(one) for one in points] for key, points in groupby(dated, name)}


def _first(one: Observation) -> int:
    return one.date.start.toordinal() if one.date else 0


def _observed(one: Observation) -> Plotted:
    return Plotted(_first(one), one.value, one.low, one.high, one.date.text if one.date else "")


def _covers(timed: Sequence[Plotted], one: Observation) -> bool:
    """Whether a log speaks for the days of an observation, which was most likely read from it."""
    if not timed or one.slice is not None or one.date is None:
        return False
    return int(timed[0].at) <= one.date.start.toordinal() and one.date.end.toordinal() <= int(timed[-1].at)


def _span(groups: dict[str, list[Plotted]]) -> float:
    return max(points[-1].at for points in groups.values()) - min(points[0].at for points in groups.values())


def _day(one: DatedValue) -> float:
    past = one.last - datetime.combine(one.last.date(), datetime.min.time())
    return one.last.toordinal() + past / timedelta(days=1)


def moment_of(at: float) -> datetime:
    """Return the moment that a place on an axis of days stands for."""
    return datetime.fromordinal(int(at)).replace(tzinfo=UTC) + timedelta(seconds=round((at - int(at)) * 86_400))
