"""`Series`: the values of one metric in order of time, from the report and from its log.

A date is a period, from its first to its last moment; a point of a log is a moment, in UTC. Where all values of a series
are from days, a day counts as a moment, so that four weeks hold 28 of them. An observation without a date stands between
its dated neighbours, since the report lists observations oldest first. A log speaks for the days it covers: observations of
the report on those days are left out, as they were most likely read from it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Protocol

from reward_reports.report.model.optimization_intent import Metric, Observation
from reward_reports.report.model.values import EVER, PartialDate
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.moments import Moments, moments_of
from reward_reports.runs.monitoring.sums import Sums

_END = datetime.combine(date.max, time.max)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 all moments are in UTC
_TICK = datetime.resolution
_FAR_ZONE = timedelta(hours=12)
"""A day ends this much later in the zone of a far-off author than in UTC."""
_new = tuple.__new__
_last_of = attrgetter("last")
_order = attrgetter("last", "first")


class Timed(Protocol):
    """A point of a log."""

    @property
    def time(self) -> object:
        """When: seconds since 1970, a datetime, or None."""

    @property
    def value(self) -> float:
        """What was measured."""


@dataclass(frozen=True)
class Series:
    """The values of one metric.

    Attributes:
        dated: the values with a date, by the last moment that they may be of.
        undated: the newest value of each source that gives no dates at all.
        later: how many values are dated after today; they are left out.
        step: the step of the newest value of a log that counts steps and gives no times.
    """

    dated: Sequence[DatedValue] = ()
    undated: tuple[float, ...] = ()
    later: int = 0
    step: int | None = None

    def __bool__(self) -> bool:
        return bool(self.dated or self.undated)

    @cached_property
    def lasts(self) -> Sequence[datetime]:
        """The last moment of each dated value, ascending."""
        return self.dated.lasts if isinstance(self.dated, Moments) else [one.last for one in self.dated]

    @cached_property
    def newest_first(self) -> datetime:
        """The first moment that the newest value may be of."""
        return self.dated[-1].first if isinstance(self.dated, Moments) else max(one.first for one in self.dated)

    @cached_property
    def wide(self) -> list[int]:
        """The places of the values that are of a period and no moment."""
        if isinstance(self.dated, Moments):
            return []
        return [index for index, one in enumerate(self.dated) if one.first != one.last]

    @cached_property
    def newest(self) -> list[int]:
        """The places of the values that may be the newest. Of several that are of the same time, the one listed last is."""
        newest: dict[tuple[datetime, datetime], int] = {}
        for index in range(len(self.dated) - 1, -1, -1):
            one = self.dated[index]
            if one.last < self.newest_first:
                break
            newest.setdefault((one.first, one.last), index)
        return list(newest.values())

    @cached_property
    def sums(self) -> Sums:
        """The sums of the values that are of a moment; of the others nothing is added."""
        if isinstance(self.dated, Moments):
            return Sums(self.dated.values)
        return Sums(one.value if one.first == one.last else None for one in self.dated)


def series_of(metric: Metric, part: str | None, points: Sequence[Timed] | None, today: date) -> Series:
    """Return the values of a metric up to today.

    Args:
        metric: the metric.
        part: the slice; None for the values of all cases.
        points: the points of its log, in order, or None. A log is of all cases.
        today: the date that counts as today.
    """
    observed = [one for one in metric.observations if one.slice == part]
    logged = logged_in(points) if points and part is None else []
    newest = _newest(points) if points and part is None and not logged else None
    undated = [newest.value] if newest is not None else []
    if observed and all(one.date is None for one in observed):
        undated.insert(0, observed[-1].value)
        observed = []
    readings = _observed(observed, moments=not logged)
    end = datetime.combine(today, time.max)
    if logged:
        covered = logged[0].last.date(), logged[-1].last.date()
        readings = [one for one in readings if not covered[0] <= one.first.date() <= one.last.date() <= covered[1]]
    kept = [_until(one, end) for one in sorted(readings, key=_order) if one.first <= end]
    past = bisect_right(logged, end + _FAR_ZONE, key=_last_of)
    later = len(readings) - len(kept) + len(logged) - past
    dated = sorted([*kept, *logged[:past]], key=_order) if kept else logged[:past]
    return Series(dated, tuple(undated), later, getattr(newest, "step", None))


def _newest(points: Sequence[Timed]) -> Timed:
    """Return the newest point of a log without times: that of the highest step if all have one, else the last."""
    steps = [getattr(point, "step", None) for point in points]
    known = [step for step in steps if step is not None]
    return points[max(range(len(points)), key=lambda at: (known[at], at))] if len(known) == len(points) else points[-1]


def _until(one: DatedValue, end: datetime) -> DatedValue:
    """Return a value that was not measured later than today, however long the period is that it is dated with."""
    return one if one.last <= end else one._replace(last=max(end, one.first))


def _observed(observed: Sequence[Observation], *, moments: bool) -> list[DatedValue]:
    """Return the observations with their periods; where all are moments, a day counts as one."""
    dates = [one.date for one in observed]
    starts = [datetime.combine(given.start, time.min) if given else EVER for given in dates]
    ends = [_last(given, moments=moments) if given else _END for given in dates]
    # What has no date is not older than what is listed before it, and older than what is listed after it.
    earliest = accumulate(starts, max)
    latest = list(accumulate(reversed(ends), min))[::-1]
    values = []
    for one, start, end, after, before in zip(observed, starts, ends, earliest, latest, strict=True):
        if one.date:
            values.append(DatedValue(start, end, one.value, one.date.text, one.low, one.high))
        else:
            values.append(DatedValue(after, max(before - _TICK, after), one.value, "no date", one.low, one.high))
    return values


def _last(given: PartialDate, *, moments: bool) -> datetime:
    return datetime.combine(given.end, time.min if moments and given.start == given.end else time.max)


def logged_in(points: Sequence[Timed]) -> Sequence[DatedValue]:
    """Return the points of a log with their moments, or nothing if one has none."""
    times = [point.time for point in points]
    ascending = moments_of(times, points)
    if ascending is not None:
        return ascending
    moments = _moments(times)
    # A log may have millions of points: the constructor of a named tuple would take most of the time.
    values = [
        _new(DatedValue, (moment, moment, point.value, "", None, None))
        for moment, point in zip(moments, points, strict=False)
    ]
    values.sort(key=_last_of)
    return values


def _moments(times: Sequence[object]) -> list[datetime]:
    """Return the moments that times stand for, or nothing if one stands for none."""
    if set(map(type, times)) == {float}:
        try:
            return [_EPOCH + timedelta(0, time) for time in times]  # type: ignore[arg-type]
        except (OverflowError, ValueError):
            return []
    moments = [_moment(time) for time in times]
    return [] if None in moments else moments  # type: ignore[return-value]


def _moment(given: object) -> datetime | None:
    if isinstance(given, datetime):
        return given.astimezone(UTC).replace(tzinfo=None) if given.tzinfo else given
    if not isinstance(given, int | float):
        return None
    try:
        return _EPOCH + timedelta(seconds=given)
    except (OverflowError, ValueError):  # NaN, or no year that a calendar knows
        return None
