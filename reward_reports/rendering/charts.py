"""A metric's values over time as a drawing: lines, dots, thresholds, and the same in words for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reward_reports.model.optimization_intent import Metric, Observation
from reward_reports.rendering.words import compared, count, date_in_words, humanised, number_in_words

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
    groups = _groups(metric.observations)
    if not groups or max(len(points) for points in groups.values()) < _LEAST_POINTS or len(groups) > MAX_SERIES:
        return None
    days = [_day(one) for points in groups.values() for one in points]
    low, high, step = _scale(
        [one.value for points in groups.values() for one in points] + [one.value for one in metric.thresholds]
    )
    if not (math.isfinite(low) and math.isfinite(high)) or min(days) == max(days):
        return None
    across = _Axis(min(days), max(days), _LEFT, WIDTH - _RIGHT)
    up = _Axis(low, high, HEIGHT - _BOTTOM, _TOP)
    return Drawing(
        title=f"{metric.name} over time",
        description=_description(metric, groups),
        series=[_series(name, points, across, up) for name, points in groups.items()],
        rows=[Mark(up.place(value), _tick(value, step)) for value in _ticks(low, high, step)],
        columns=_columns(groups, across),
        thresholds=[Mark(up.place(one.value), compared(one.op, one.value), one.severity) for one in metric.thresholds],
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def _groups(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    def name(one: Observation) -> str:
        return ", ".join(part for part in (one.slice, humanised(one.setting) if one.setting else None) if part)

    dated = sorted((one for one in observations if one.date is not None), key=lambda one: (name(one), _day(one)))
    return {key: list(points) for key, points in groupby(dated, name)}


def _day(one: Observation) -> int:
    assert one.date is not None  # noqa: S101 only dated ones are drawn
    return one.date.start.toordinal()


def _series(name: str, points: list[Observation], across: _Axis, up: _Axis) -> Series:
    every = math.ceil(len(points) / MAX_POINTS)
    places = [(across.place(_day(one)), up.place(one.value)) for one in points[::every]]
    return Series(name, places, " ".join(f"{x},{y}" for x, y in places))


def _scale(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the ends of the upward axis and the step between its marks, all round numbers."""
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1.0
    if not math.isfinite(spread):
        return -math.inf, math.inf, math.inf
    raw = spread / 4
    size = 10.0 ** math.floor(math.log10(raw)) if raw > 1e-300 else 1.0
    step = next((factor * size for factor in (1, 2, 2.5, 5) if factor * size >= raw), 10 * size)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    return bottom, top if top > bottom else bottom + step, step


def _ticks(low: float, high: float, step: float) -> list[float]:
    number = min(round((high - low) / step), 12)
    return [low + step * position for position in range(number + 1)]


def _tick(value: float, step: float) -> str:
    decimals = max(0, -math.floor(math.log10(step)) + (1 if f"{step:e}".startswith("2.5") else 0)) if step < 10 else 0
    return f"{value:,.{min(decimals, 8)}f}" if abs(value) < 1e9 else f"{value:.1e}"


def _columns(groups: dict[str, list[Observation]], across: _Axis) -> list[Mark]:
    dated = sorted((one for points in groups.values() for one in points), key=_day)
    ends = [dated[0], dated[len(dated) // 2], dated[-1]] if len(dated) > 4 else [dated[0], dated[-1]]
    return [Mark(across.place(_day(one)), date_in_words(one.date.text if one.date else "")) for one in ends]


def _description(metric: Metric, groups: dict[str, list[Observation]]) -> str:
    told = [_told(name, points, metric.unit) for name, points in groups.items()]
    limits = [f"It calls for attention when {compared(one.op, one.value)}." for one in metric.thresholds]
    return " ".join(told + limits)


def _told(name: str, points: list[Observation], unit: str | None) -> str:
    first, last = points[0], points[-1]
    values = [one.value for one in points]
    behind = f" {unit}" if unit else ""
    return (
        f"{name[:1].upper() + name[1:] + ': ' if name else ''}{count(len(points), 'value')}, from {number_in_words(first.value)}{behind} on "
        f"{date_in_words(first.date.text if first.date else '')} to {number_in_words(last.value)}{behind} on "
        f"{date_in_words(last.date.text if last.date else '')}; lowest {number_in_words(min(values))}, highest {number_in_words(max(values))}."
    )
