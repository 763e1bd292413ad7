"""Whether a comparison holds at one value of a series, or for the mean of a window that ends there."""

from __future__ import annotations

import math
import operator
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from reward_reports.report.model.durations import duration_in_words
from reward_reports.report.model.values import Duration
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.series import Series

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class SeriesTest:
    """What is asked of a series.

    Attributes:
        op: how a value is compared with the limit.
        limit: what it is compared with.
        window: over how long values are averaged; None for single values.
        sustained: for how long the comparison must hold; None for a moment.
        passes_nan: whether the comparison holds for what is not a number: so it does where it describes a violation, and
            not where it describes what is required. Either way NaN is never a good value.
    """

    op: str
    limit: float
    window: Duration | None = None
    sustained: Duration | None = None
    passes_nan: bool = True

    def holds(self, value: float) -> bool:
        """Whether a value compares so."""
        return self.passes_nan if math.isnan(value) else bool(_COMPARE[self.op](value, self.limit))


@dataclass(frozen=True, slots=True)
class ValueVerdict:
    """What a test says at one value.

    Attributes:
        state: whether it holds; None where that is unknown.
        value: the value, or the mean.
        why: why it is unknown.
        count: how many values the mean is of.
    """

    state: bool | None
    value: float | None = None
    why: str = ""
    count: int = 1


def held_at(test: SeriesTest, series: Series, index: int) -> ValueVerdict:
    """Return what a test says at one value of a series."""
    if test.window is None:
        value = series.dated[index].value
        return ValueVerdict(test.holds(value), value)
    return _held_over(test, test.window, series, index)


def _held_over(test: SeriesTest, window: Duration, series: Series, index: int) -> ValueVerdict:
    """Test the mean of the values behind the window's beginning and up to the value that it ends with.

    The window must not begin before the data do. Where dates are periods, values may lie inside or outside; the test holds
    only if it does either way.
    """
    end = series.dated[index]
    earliest = window.before(end.first)
    if earliest == end.first:  # a window of no length
        return ValueVerdict(test.holds(end.value), end.value)
    latest = earliest if end.first == end.last else window.before(end.last)
    if series.lasts[0] > earliest:
        return ValueVerdict(
            None,
            why=f"the values begin with {series.dated[0].when}, less than {duration_in_words(window)} before {end.when}",
        )
    low, high = bisect_right(series.lasts, latest), bisect_right(series.lasts, end.first)
    if not series.wide:  # all are moments, as in a log: nothing is unsure
        mean = series.sums.mean(low, high)
        return ValueVerdict(test.holds(mean), mean, count=high - low)
    sure, unsure = _wide(series, index, earliest, latest)
    unsure += _moments(series, bisect_right(series.lasts, earliest), low, index)
    unsure += _moments(series, high, bisect_right(series.lasts, end.last), index)
    count = series.sums.count(low, high) if low < high else 0
    if not sure and not unsure and count:
        mean = series.sums.mean(low, high)
        return ValueVerdict(test.holds(mean), mean, count=count)
    total = [series.sums.mean(low, high)] * count if count else []
    return _either_way(test, window, end, [*total, *sure], unsure)


def _moments(series: Series, start: int, end: int, index: int) -> list[float]:
    indices = range(start, end)
    return [series.dated[at].value for at in indices if at != index and series.dated[at].first == series.dated[at].last]


def _wide(series: Series, index: int, earliest: datetime, latest: datetime) -> tuple[list[float], list[float]]:
    """Return the values of periods that surely lie in the window, and those that may."""
    end = series.dated[index]
    sure = [end.value] if end.first != end.last else []
    unsure: list[float] = []
    for at in series.wide:
        one = series.dated[at]
        if at == index or one.last <= earliest or one.first > end.last:
            continue
        inside = one.first > latest and one.last <= end.first
        (sure if inside else unsure).append(one.value)
    return sure, unsure


def _either_way(
    test: SeriesTest, window: Duration, end: DatedValue, sure: list[float], unsure: list[float]
) -> ValueVerdict:
    means: tuple[float, ...] = _extremes(sure, unsure) if all(map(math.isfinite, unsure)) and sure else ()
    states = {test.holds(mean) for mean in means}
    exact = test.op not in ("==", "!=") or len(set(means)) == 1
    if len(states) == 1 and exact:
        return ValueVerdict(states.pop(), means[0], count=len(sure))
    why = f"the dates do not tell which values lie within {duration_in_words(window)} before {end.when}"
    return ValueVerdict(None, why=why)


def _extremes(sure: list[float], unsure: list[float]) -> tuple[float, float]:
    """Return the lowest and the highest mean of the sure values with any of the others."""
    values = sorted(unsure)
    return _pulled(sure, values, operator.lt), _pulled(sure, values[::-1], operator.gt)


def _pulled(sure: list[float], values: Iterable[float], further: Callable[[float, float], bool]) -> float:
    total, count = sum(sure), len(sure)
    for value in values:
        if further(value, total / count):
            total, count = total + value, count + 1
    return total / count
