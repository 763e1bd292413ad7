"""One metric of a report as a line of a list: its values over time, or one value beside what it is compared with.

Which metric it is, a fixed rule says: what is watched before what is rewarded, values over time before a value with a baseline,
that before a value alone; else the order of the report.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from reward_reports.publishing.rendering.dumbbells import Pair, dumbbell, picture, share
from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.plain_words import cut, plain_words
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.words import value_in_words
from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.own_values import own_observations, own_tests

_WIDTH, _HEIGHT, _EDGE = 140, 22, 6
_LEAST_POINTS, _MOST_POINTS = 3, 200
_LONGEST_NAME, _LONGEST_OTHER = 60, 40
Series = Callable[[Metric], Sequence[float]]
"""Returns the values of a metric in the order of time, as far as they are finite and for all cases."""


@dataclass(frozen=True, slots=True)
class _Number:
    """What is shown of a metric; `other` is what its value is compared with, if that is a number."""

    metric: Metric
    values: Sequence[float]
    other: float | None = None


def one_number(report: Report, series: Series | None = None, words: Translation = ENGLISH) -> Markup:
    """Return one metric in words, with a picture where there is more than one value; "" where no metric has a value.

    Args:
        report: the report as its audience may see it.
        series: gives the values of a metric over time, such as those of its log; by default those that the report holds.
        words: the language of the page.
    """
    found = sorted(_numbers(report, series or partial(observed, report)), key=_rank)
    return _shown(found[0], words) if found else Markup()


def observed(report: Report, metric: Metric) -> list[float]:
    """Return the values over time that a report itself holds of a metric of the system."""
    whole = (one for one in own_observations(report, metric) if not one.slice and math.isfinite(one.value))
    dated = [(one.date.start, one.value) for one in whole if one.date]
    return [value for _, value in sorted(dated, key=lambda pair: pair[0])]


def _numbers(report: Report, series: Series) -> Iterator[_Number]:
    intent = report.optimization_intent
    tested: dict[str, list[float]] = {}
    for one in own_tests(report):
        if one.metric and one.value is not None and not one.slice:
            tested.setdefault(one.metric, []).append(one.value)
    for metric in (*intent.oversight_metrics.items, *intent.performance_metrics.items):
        values = (
            series(metric)
            or tested.get(metric.id, [])[:1]
            or [one.value for one in own_observations(report, metric)[-1:]]
        )
        if values:
            yield _Number(metric, values, _compared_with(metric))


def _compared_with(metric: Metric) -> float | None:
    return metric.baseline.value if metric.baseline and not metric.baseline.slice else None


def _rank(number: _Number) -> int:
    if len(number.values) >= _LEAST_POINTS:
        return 0
    return 2 if number.other is None else 1


def _shown(number: _Number, words: Translation) -> Markup:
    name = cut(plain_words(number.metric.name), _LONGEST_NAME)
    said = filled('<span class="quiet">%s</span> <b>%s</b>', name, _in_words(number.metric, number.values[-1], words))
    if _rank(number) == 0:
        return said + _line(number.values[-_MOST_POINTS:])
    if number.other is None:
        return said
    of = cut(plain_words(number.metric.baseline.of or ""), _LONGEST_OTHER) if number.metric.baseline else ""
    given = {"value": _in_words(number.metric, number.other, words), "of": of}
    beside = (words.gettext("against %(value)s for %(of)s") if of else words.gettext("against %(value)s")) % given
    return said + filled(' <span class="quiet">%s</span>', beside) + _dumbbell(number)


def _in_words(metric: Metric, value: float, words: Translation) -> str:
    return value_in_words(value, metric.unit or "", words)


def _line(values: Sequence[float]) -> Markup:
    """Return values in the order of time as a line, with a dot at the newest."""
    low, high = min(*values, 0.0), max(values)
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    places = [(_EDGE + at * step, _at(one, low, high)) for at, one in enumerate(values)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    drawn = filled('<polyline points="%s"/><circle cx="%s" cy="%s" r="3"/>', points, f"{x:.1f}", f"{y:.1f}")
    return picture("spark", drawn, _WIDTH, _HEIGHT)


def _at(value: float, low: float, high: float) -> float:
    return _HEIGHT / 2 if low == high else _HEIGHT - 4 - share(value, low, high) * (_HEIGHT - 8)


def _dumbbell(number: _Number) -> Markup:
    """Return a value as a dot and what it is compared with as a ring, on a line that begins at zero."""
    better = {"maximize": 1, "minimize": -1}.get(number.metric.direction or "", 0)
    pair = Pair(number.values[-1], number.other, better=better)
    return dumbbell(pair, [*pair.ends, 0.0], worse=pair.is_worse(), width=_WIDTH, height=_HEIGHT)
