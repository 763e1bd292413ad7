"""The page of all metrics of a report, and one for each that has a value."""

from __future__ import annotations

from urllib.parse import quote

from reward_reports.publishing.rendering.failures import has_values
from reward_reports.publishing.site.metric_pages import metrics_of
from reward_reports.publishing.site.metric_values import as_csv
from reward_reports.publishing.site.page_kind import PageKind
from reward_reports.publishing.site.subpages import Subpages
from reward_reports.report.model import Report


def _measured(report: Report) -> bool:
    intent = report.optimization_intent
    return bool(intent.performance_metrics.items or intent.oversight_metrics.items)


def _write(beside: Subpages) -> None:
    portraits = metrics_of(beside.context, beside.page, beside.mentions)
    valued = {one.id for one in portraits if has_values(beside.context.report, one.id)}
    shown = [one for one in portraits if one.id in valued or one.checks]
    named = [one for one in portraits if one not in shown]
    values = as_csv(beside.context)
    if values:
        beside.sheets.write(f"{KIND.name}/{beside.stem}.csv", values)
    data = f"../{KIND.name}/{quote(beside.stem)}.csv" if values else ""
    beside.write_each(KIND, "metric", shown, valued, named=named, data=data)


KIND = PageKind("metrics", "Numbers", _write, place=2, applies=_measured)
