"""The values of metrics that an export gives: of all cases and of each slice, the newest."""

from __future__ import annotations

from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric, Observation
from reward_reports.report.model.own_values import own_observations


def newest_values(report: Report, metric: Metric) -> list[Observation]:
    """Return the newest value of all cases, then of each slice; a value of a slice never stands for the whole."""
    newest: dict[str | None, Observation] = {}
    for one in own_observations(report, metric):
        before = newest.get(one.slice)
        if before is None or not (before.date and one.date and one.date.start < before.date.start):
            newest[one.slice] = one
    return sorted(newest.values(), key=lambda one: one.slice is not None)
