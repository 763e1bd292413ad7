"""One metric of a report as a line of a list: its values over time, or its newest value beside what it is compared with.

Which metric it is, a fixed rule says: what is watched before what is rewarded, values over time before a value with a baseline,
that before a value alone; else the order of the report.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.plain_words import cut, plain_words
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric

_WIDTH, _HEIGHT, _EDGE = 140, 22, 6
_LEAST_POINTS, _MOST_POINTS = 3, 200
_LONGEST_NAME, _LONGEST_UNIT, _LONGEST_OTHER = 60, 16, 40
_PICTURE = '<svg class="%s" viewBox="0 0 %s %s" width="%s" height="%s" aria-hidden="true" focusable="false">%s</svg>'
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
    found = sorted(_numbers(report, series or observed), key=_rank)
    return _shown(found[0], words) if found else Markup()


def observed(metric: Metric) -> list[float]:
    """Return the values over time that a report itself holds of a metric."""
    whole = (one for one in metric.observations if not one.slice and math.isfinite(one.value))
    dated = [(one.date.start, one.value) for one in whole if one.date]
    return [value for _, value in sorted(dated, key=lambda pair: pair[0])]


def _numbers(report: Report, series: Series) -> Iterator[_Number]:
    intent = report.optimization_intent
    tested: dict[str, list[float]] = {}
    for one in report.evaluation.offline_evaluations.items:
        if one.metric and one.value is not None and not one.slice:
            tested.setdefault(one.metric, []).append(one.value)
    for metric in (*intent.oversight_metrics.items, *intent.performance_metrics.items):
        values = series(metric) or tested.get(metric.id, [])[:1] or [one.value for one in metric.observations[-1:]]
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
    unit = metric.unit or ""
    if unit == "share":
        return f"{words.number(round(value * 100, 4))} %"
    return f"{words.number(value)}{f' {cut(plain_words(unit), _LONGEST_UNIT)}' if unit and unit != 'count' else ''}"


def _line(values: Sequence[float]) -> Markup:
    """Return values in the order of time as a line, with a dot at the newest."""
    low, high = min(*values, 0.0), max(values)
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    places = [(_EDGE + at * step, _at(one, low, high)) for at, one in enumerate(values)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return _picture(
        "spark", filled('<polyline points="%s"/><circle cx="%s" cy="%s" r="3"/>', points, f"{x:.1f}", f"{y:.1f}")
    )


def _at(value: float, low: float, high: float) -> float:
    return _HEIGHT / 2 if low == high else _HEIGHT - 4 - _share(value, low, high) * (_HEIGHT - 8)


def _share(value: float, low: float, high: float) -> float:
    """Return where a value lies between two others, 0 to 1; halves, since the whole may be more than a number can hold."""
    return (value / 2 - low / 2) / (high / 2 - low / 2)


def _dumbbell(number: _Number) -> Markup:
    """Return a value as a dot and what it is compared with as a ring, on a line that begins at zero."""
    value, other = number.values[-1], number.other
    assert other is not None  # noqa: S101 `_rank` told
    if not (math.isfinite(value) and math.isfinite(other)):
        return Markup()
    low, high = min(value, other, 0.0), max(value, other, 0.0)
    if low == high:
        return Markup()

    def across(at: float) -> str:
        return f"{_EDGE + _share(at, low, high) * (_WIDTH - 2 * _EDGE):.1f}"

    css = "pair worse" if _is_worse(number.metric, value, other) else "pair"
    half = _HEIGHT // 2
    base = filled('<path d="M0,%sH%s"/>', half, _WIDTH)
    bar = filled('<path class="between" d="M%s,%sH%s"/>', across(other), half, across(value))
    ends = filled(
        '<circle class="ring" cx="%s" cy="%s" r="4"/><circle cx="%s" cy="%s" r="4"/>',
        across(other),
        half,
        across(value),
        half,
    )
    return _picture(css, base + bar + ends)


def _is_worse(metric: Metric, value: float, other: float) -> bool:
    better = {"maximize": 1, "minimize": -1}.get(metric.direction or "", 0)
    return better * (value - other) < 0


def _picture(css: str, inside: Markup) -> Markup:
    return filled(_PICTURE, css, _WIDTH, _HEIGHT, _WIDTH, _HEIGHT, inside)
