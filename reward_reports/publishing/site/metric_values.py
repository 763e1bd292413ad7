"""All values of a report's metrics as CSV: measured ones, those of logs, and results of tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from reward_reports.base.escaping.spreadsheets import csv_text, safe_cell
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.report.model.optimization_intent import Metric

_COLUMNS = (
    "metric",
    "name",
    "kind",
    "when",
    "of",
    "value",
    "low",
    "high",
    "uncertainty",
    "cases",
    "unit",
    "compared_with",
)
_MOST = 20_000
"""Values; a longer log is data of its own."""


def as_csv(context: RenderContext) -> str:
    """Return a line for each value of each metric; "" where there is none, or more than anybody opens."""
    rows = list(chain.from_iterable(_rows(context, metric) for metric in context.report.optimization_intent.metrics))
    if not rows or len(rows) > _MOST:
        return ""
    return csv_text([_COLUMNS, *rows])


def _rows(context: RenderContext, metric: Metric) -> Iterator[Sequence[Any]]:
    begin = (safe_cell(metric.id), safe_cell(metric.name))
    values, unit = context.values_of(metric), safe_cell(metric.unit or "")
    for seen in metric.observations:
        day, of = seen.date.text if seen.date else "", safe_cell(seen.slice or "")
        yield *begin, "measured", day, of, seen.value, seen.low, seen.high, None, seen.n, unit, None
    for point in values.all:
        if not point.text:
            yield *begin, "logged", values.stamp(point), "", point.value, None, None, None, None, unit, None
    for test in context.report.evaluation.offline_evaluations.items:
        if test.metric == metric.id and test.value is not None:
            of = safe_cell(", ".join(filter(None, (test.what, test.slice))))
            day, other = test.date.text if test.date else "", safe_cell(test.baseline or "")
            measured = safe_cell(test.unit) if test.unit else unit
            yield (
                *begin,
                "tested",
                day,
                of,
                test.value,
                test.low,
                test.high,
                safe_cell(test.interval or ""),
                test.n,
                measured,
                other,
            )
