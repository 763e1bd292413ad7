"""A metric over the life of its report: values with their uncertainty, bands of thresholds, versions, expectations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reward_reports.publishing.rendering.axes import Axis, scale, tick, ticks
from reward_reports.publishing.rendering.charts import (
    MAX_DOTS,
    MAX_SERIES,
    Mark,
    chart_in_words,
    columns_of,
    limit_in_words,
)
from reward_reports.publishing.rendering.findings import title_of
from reward_reports.publishing.rendering.history import Answered
from reward_reports.publishing.rendering.plotted import Plotted, Values, thinned
from reward_reports.publishing.rendering.translation import ENGLISH, Translation, gettext_noop
from reward_reports.publishing.rendering.words import date_in_words, humanised
from reward_reports.report.model.optimization_intent import Metric, Threshold
from reward_reports.report.model.system_maintenance import Entry, Expectation

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 16, 30, 34
_ROW = 24
_APART = 40
_ARROWS = {"up": "↗", "down": "↘", "flat": "→"}
_WORDS = {"up": "to rise", "down": "to fall", "flat": "to stay"}
_CHANGE = gettext_noop("to change")
_TONES = {"as_expected": "good", "partly": "warn", "not_as_expected": "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one part: its name, the points that are marked with the ends of their uncertainty, and the line."""

    name: str
    points: list[tuple[float, float, float | None, float | None]]
    line: str


@dataclass(frozen=True, slots=True)
class Band:
    """The values that call for attention, from one height to another."""

    top: float
    height: float
    at: float
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class ExpectationLine:
    """An expectation from its day to the day it is to be judged, below the values."""

    start: float
    end: float
    at: float
    label: str
    tone: str
    anchor: str


CAPTIONS = {
    (False, False, False): "",
    (True, False, False): "Upright lines mark versions of the report.",
    (False, True, False): "Shaded areas mark values that call for attention.",
    (False, False, True): "Lines below what was expected.",
    (True, True, False): "Upright lines mark versions of the report, shaded areas values that call for attention.",
    (True, False, True): "Upright lines mark versions of the report, lines below what was expected.",
    (False, True, True): "Shaded areas mark values that call for attention, lines below what was expected.",
    (True, True, True): (
        "Upright lines mark versions of the report, shaded areas values that call for attention, lines below what was "
        "expected."
    ),
}
"""What the marks mean that a chart has: versions, bands, expectations."""


@dataclass(frozen=True, slots=True)
class LongChart:
    """A chart, in the units of its own `width` by `height`."""

    title: str
    description: str
    lines: list[Line]
    rows: list[Mark]
    columns: list[Mark]
    bands: list[Band]
    versions: list[Mark]
    spans: list[ExpectationLine]
    height: int
    words: Translation = ENGLISH
    width: int = WIDTH
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def caption(self) -> str:
        """Say what the marks mean."""
        return self.words.gettext(CAPTIONS[bool(self.versions), bool(self.bands), bool(self.spans)])


def long_chart(
    metric: Metric, values: Values, entries: Sequence[Entry], answered: Answered, words: Translation = ENGLISH
) -> LongChart | None:
    """Return the drawing of a metric's values, or None where there is nothing to draw.

    Versions and expectations have dates: they are left out where the axis counts steps.

    Args:
        metric: the metric.
        values: its values.
        entries: the changelog in the order of time.
        answered: what came of its expectations.
        words: the language of the page.
    """
    groups, points = values.groups, values.all
    if len({one.at for one in points}) < 2 or len(groups) > MAX_SERIES:
        return None
    low, high, step = scale(_heights(metric, points))
    if not (math.isfinite(low) and math.isfinite(high)):
        return None
    dated = entries if values.by in ("day", "hour") else []
    expected = [(at, one) for at, entry in enumerate(dated) for one in entry.expectations if one.metric == metric.id]
    across, up = _across(points, entries, expected), Axis(low, high, HEIGHT - _BOTTOM, _TOP)
    spans = [_span(at, one, entries, answered, across, row, words) for row, (at, one) in enumerate(expected)]
    return LongChart(
        title=title_of(metric, values, words),
        description=" ".join([chart_in_words(metric, values, words), *_said(spans, words)]),
        lines=[_line(name, several, across, up) for name, several in groups.items()],
        rows=[Mark(up.place(value), words.separated(tick(value, step))) for value in ticks(low, high, step)],
        columns=columns_of(values, across, words),
        bands=[_band(one, up, words) for one in metric.thresholds],
        versions=_versions(dated, across),
        spans=spans,
        height=HEIGHT + _ROW * len(spans),
        words=words,
    )


def _heights(metric: Metric, points: Sequence[Plotted]) -> list[float]:
    ends = [end for one in points for end in (one.low, one.high) if end is not None]
    return [*(one.value for one in points), *ends, *(one.value for one in metric.thresholds)]


def _across(points: list[Plotted], entries: Sequence[Entry], expected: list[tuple[int, Expectation]]) -> Axis:
    """Reach from the first value to the last, and to the expectations; a far day to judge one is not followed to its end."""
    numbers = [*(one.at for one in points), *(entries[at].date.start.toordinal() for at, _ in expected)]
    low, high = min(numbers), max(numbers)
    judged = [one.check_by.end.toordinal() for _, one in expected if one.check_by]
    return Axis(low, min(max([high, *judged]), high + (high - low) / 2 + 1), _LEFT, WIDTH - _RIGHT)


def _line(name: str, points: list[Plotted], across: Axis, up: Axis) -> Line:
    def place(value: float | None) -> float | None:
        return None if value is None or not math.isfinite(value) else up.place(value)

    places = [(across.place(one.at), up.place(one.value), place(one.low), place(one.high)) for one in thinned(points)]
    marked = places if len(places) <= MAX_DOTS else []
    return Line(name, marked, " ".join(f"{x},{y}" for x, y, _, _ in places))


def _said(spans: Sequence[ExpectationLine], words: Translation) -> list[str]:
    return [words.gettext("Expected %(expectation)s.") % {"expectation": span.label} for span in spans]


def _band(limit: Threshold, up: Axis, words: Translation) -> Band:
    at, op = up.place(limit.value), limit.op
    top, bottom = (at, HEIGHT - _BOTTOM) if op.startswith("<") else (_TOP, at) if op.startswith(">") else (at, at)
    return Band(top, round(bottom - top, 1), at, limit_in_words(limit, words), limit.severity)


def _versions(entries: Sequence[Entry], across: Axis) -> list[Mark]:
    """Return where each version began; of those close together only the first keeps its label."""
    marks, last = [], -math.inf
    for entry in entries:
        if across.low <= (day := entry.date.start.toordinal()) <= across.high:
            at = across.place(day)
            marks.append(Mark(at, entry.version if at - last >= _APART and len(entry.version) < 8 else ""))
            last = at if marks[-1].label else last
    return marks


def _span(
    at: int,
    one: Expectation,
    entries: Sequence[Entry],
    answered: Answered,
    across: Axis,
    row: int,
    words: Translation,
) -> ExpectationLine:
    found = answered.get((at, one.id), [])
    result = found[-1][1].result if found else None
    state = humanised(result, words) if result else words.gettext("not judged yet")
    if one.check_by and not result:
        due = {"state": state, "date": date_in_words(one.check_by.text, words)}
        state = words.gettext("%(state)s, to be judged by %(date)s") % due
    direction = one.direction or ""
    given = {
        "move": words.gettext(_WORDS.get(direction, _CHANGE)),
        "version": entries[at].version,
        "result": state,
    }
    said = words.gettext("%(move)s (version %(version)s): %(result)s") % given
    label = f"{_ARROWS.get(direction, '·')} {said}"
    end = min(one.check_by.end.toordinal(), across.high) if one.check_by else across.high
    y = HEIGHT + _ROW * row + 14
    start = across.place(entries[at].date.start.toordinal())
    return ExpectationLine(
        start, max(across.place(end), start), y, label, _TONES.get(result or "", ""), f"expectation:{one.id}"
    )
