"""A metric's values over time as a drawing: lines, dots, thresholds, and the same in words for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reward_reports.base.sentences import unit_for
from reward_reports.publishing.rendering.axes import Axis, scale, tick, ticks
from reward_reports.publishing.rendering.words import compared, count, date_in_words, humanised, number_in_words
from reward_reports.report.model.optimization_intent import Metric, Observation

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 14, 30
MAX_SERIES = 6
MAX_POINTS = 400
_LEAST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Series:
    """A line of the drawing: its name, its points, and the same as the text of an SVG attribute."""

    name: str
    points: list[tuple[float, float]]
    line: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, or a threshold, with its label."""

    at: float
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, in the units of its own `width` by `height`."""

    title: str
    description: str
    series: list[Series]
    rows: list[Mark]
    columns: list[Mark]
    thresholds: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def chart_of(metric: Metric) -> Drawing | None:
    """Return the drawing of a metric's dated values, or None where a table says it better."""
    groups = groups_of(metric.observations)
    if not groups or max(len(points) for points in groups.values()) < _LEAST_POINTS or len(groups) > MAX_SERIES:
        return None
    days = [day_of(one) for points in groups.values() for one in points]
    low, high, step = scale(
        [one.value for points in groups.values() for one in points] + [one.value for one in metric.thresholds]
    )
    if not (math.isfinite(low) and math.isfinite(high)) or min(days) == max(days):
        return None
    across = Axis(min(days), max(days), _LEFT, WIDTH - _RIGHT)
    up = Axis(low, high, HEIGHT - _BOTTOM, _TOP)
    return Drawing(
        title=f"{metric.name} over time",
        description=told_of(metric, groups),
        series=[_series(name, points, across, up) for name, points in groups.items()],
        rows=[Mark(up.place(value), tick(value, step)) for value in ticks(low, high, step)],
        columns=columns_of(groups, across),
        thresholds=[Mark(up.place(one.value), compared(one.op, one.value), one.severity) for one in metric.thresholds],
    )


def groups_of(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    """Return the dated values in the order of their days, by what they are of: a slice, a setting, or "" for all."""

    def name(one: Observation) -> str:
        return ", ".join(part for part in (one.slice, humanised(one.setting) if one.setting else None) if part)

    dated = sorted((one for one in observations if one.date is not None), key=lambda one: (name(one), day_of(one)))
    return {key: list(points) for key, points in groupby(dated, name)}


def day_of(one: Observation) -> int:
    """Return the first day of a dated value, as a number."""
    assert one.date is not None  # noqa: S101 only dated ones are drawn
    return one.date.start.toordinal()


def _series(name: str, points: list[Observation], across: Axis, up: Axis) -> Series:
    every = math.ceil(len(points) / MAX_POINTS)
    places = [(across.place(day_of(one)), up.place(one.value)) for one in points[::every]]
    return Series(name, places, " ".join(f"{x},{y}" for x, y in places))


def columns_of(groups: dict[str, list[Observation]], across: Axis) -> list[Mark]:
    """Return the days that are marked."""
    dated = sorted((one for points in groups.values() for one in points), key=day_of)
    ends = [dated[0], dated[len(dated) // 2], dated[-1]] if len(dated) > 4 else [dated[0], dated[-1]]
    return [Mark(across.place(day_of(one)), date_in_words(one.date.text if one.date else "")) for one in ends]


def told_of(metric: Metric, groups: dict[str, list[Observation]]) -> str:
    """Return in words what a drawing of the values shows."""
    told = [_told(name, points, metric.unit) for name, points in groups.items()]
    limits = [f"It calls for attention when {compared(one.op, one.value)}." for one in metric.thresholds]
    return " ".join(told + limits)


def _told(name: str, points: list[Observation], unit: str | None) -> str:
    first, last = points[0], points[-1]
    values = [one.value for one in points]
    start, end = ((f" {unit_for(one.value, unit)}" if unit else "") for one in (first, last))
    return (
        f"{name[:1].upper() + name[1:] + ': ' if name else ''}{count(len(points), 'value')}, from {number_in_words(first.value)}{start} on "
        f"{date_in_words(first.date.text if first.date else '')} to {number_in_words(last.value)}{end} on "
        f"{date_in_words(last.date.text if last.date else '')}; lowest {number_in_words(min(values))}, highest {number_in_words(max(values))}."
    )
