"""A metric's values over time as a drawing: lines, dots, thresholds, and the same in words for those who cannot see it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reward_reports.base.sentences import measured, unit_for
from reward_reports.publishing.rendering.axes import Axis, scale, tick, ticks
from reward_reports.publishing.rendering.findings import title_of
from reward_reports.publishing.rendering.plotted import Plotted, Values, thinned
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.words import compared
from reward_reports.report.model.optimization_intent import Metric, Threshold

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 14, 30
MAX_SERIES = 6
MAX_DOTS = 60
"""Points of a line that are marked one by one; more would hide it."""
_LEAST_POINTS = 3


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of the drawing: its name, its points, the same as the text of an SVG attribute, and which points are marked."""

    name: str
    points: list[tuple[float, float]]
    line: str
    dots: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, or a threshold, with its label."""

    at: float
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """A chart, in the units of its own `width` by `height`."""

    title: str
    description: str
    series: list[ChartLine]
    rows: list[Mark]
    columns: list[Mark]
    thresholds: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def chart_of(metric: Metric, values: Values, words: Translation = ENGLISH) -> ChartDrawing | None:
    """Return the drawing of a metric's values, or None where a table or a sentence says it better."""
    groups, points = values.groups, values.all
    if not groups or max(len(several) for several in groups.values()) < _LEAST_POINTS or len(groups) > MAX_SERIES:
        return None
    first, last = min(one.at for one in points), max(one.at for one in points)
    low, high, step = scale([one.value for one in points] + [one.value for one in metric.thresholds])
    if not (math.isfinite(low) and math.isfinite(high)) or first == last:
        return None
    across = Axis(first, last, _LEFT, WIDTH - _RIGHT)
    up = Axis(low, high, HEIGHT - _BOTTOM, _TOP)
    return ChartDrawing(
        title=title_of(metric, values, words),
        description=chart_in_words(metric, values, words),
        series=[_series(name, several, across, up) for name, several in groups.items()],
        rows=[Mark(up.place(value), words.separated(tick(value, step))) for value in ticks(low, high, step)],
        columns=columns_of(values, across, words),
        thresholds=[Mark(up.place(one.value), limit_in_words(one, words), one.severity) for one in metric.thresholds],
    )


def limit_in_words(limit: Threshold, words: Translation) -> str:
    """Return a threshold with how serious it is: `critical: below 0.08`."""
    given = {"severity": words.gettext(limit.severity), "limit": compared(limit.op, limit.value, words=words)}
    return words.gettext("%(severity)s: %(limit)s") % given


def _series(name: str, points: list[Plotted], across: Axis, up: Axis) -> ChartLine:
    places = [(across.place(one.at), up.place(one.value)) for one in thinned(points)]
    return ChartLine(name, places, " ".join(f"{x},{y}" for x, y in places), places if len(places) <= MAX_DOTS else [])


def columns_of(values: Values, across: Axis, words: Translation = ENGLISH) -> list[Mark]:
    """Return the places of the axis that are marked."""
    points = sorted(values.all, key=lambda one: one.at)
    ends = [points[0], points[len(points) // 2], points[-1]] if len(points) > 4 else [points[0], points[-1]]
    return [Mark(across.place(one.at), values.when(one, words)) for one in ends]


def chart_in_words(metric: Metric, values: Values, words: Translation = ENGLISH) -> str:
    """Return in words what a drawing of the values shows."""
    sentences = [_group_in_words(name, values, metric.unit, words) for name in values.groups]
    said = words.gettext("It calls for attention when %(limit)s.")
    limits = [said % {"limit": compared(one.op, one.value, words=words)} for one in metric.thresholds]
    return " ".join(sentences + limits)


def _group_in_words(name: str, values: Values, unit: str | None, words: Translation) -> str:
    points = values.groups[name]
    heights = [one.value for one in points]
    start, end = (value_at(values, one, unit, words) for one in (points[0], points[-1]))
    given = {"start": start, "end": end, "low": words.number(min(heights)), "high": words.number(max(heights))}
    text = words.ngettext(
        "%(number)s value, from %(start)s to %(end)s; lowest %(low)s, highest %(high)s.",
        "%(number)s values, from %(start)s to %(end)s; lowest %(low)s, highest %(high)s.",
        len(points),
        **given,
    )
    return f"{name[:1].upper()}{name[1:]}: {text}" if name else text


def value_at(values: Values, one: Plotted, unit: str | None, words: Translation = ENGLISH) -> str:
    """Return a value with its unit and where it stands: `3.2 s on 4 May 2026`, `0.7 at step 400`."""
    value = measured(words.number(one.value), unit_for(one.value, unit or ""))
    given = {"value": value, "when": values.when(one, words)}
    if values.by in ("day", "hour"):
        return words.gettext("%(value)s on %(when)s") % given
    return words.gettext("%(value)s at %(when)s") % given
