"""What every part of a page needs to know while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from reward_reports.publishing.rendering.plotted import Plotted, Values, values_of
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.writer import Writer
from reward_reports.report.model import Layout, Report
from reward_reports.report.model.evidence import Evidence, evidence_of
from reward_reports.report.model.optimization_intent import Metric

if TYPE_CHECKING:
    from reward_reports.runs.monitoring.metric_logs import Logs


@dataclass(slots=True)
class RenderContext:
    """One report on its way to one page.

    Attributes:
        report: the report as the audience may see it.
        writer: how values are written in the format.
        layout: the order and titles of the fields.
        audience: who reads.
        today: the date that counts as today, or None where the page says nothing that depends on it.
        units: the unit of each metric.
        logs: the points of the logs that the report names; None where none was read.
    """

    report: Report
    writer: Writer
    layout: Layout
    audience: str
    today: date | None = None
    units: dict[str, str] = field(default_factory=dict)
    logs: Logs | None = None
    _evidence: Evidence | None = None

    @property
    def evidence(self) -> Evidence:
        """What the report tells the audience; it is read once for all pages."""
        if self._evidence is None:
            self._evidence = evidence_of(self.report, self.audience)
        return self._evidence

    @property
    def words(self) -> Translation:
        """Our words in the language of the page."""
        return self.writer.translation

    def gettext(self, message: str) -> str:
        """Return a message of ours in the language of the page."""
        return self.writer.translation.gettext(message)

    def values_of(self, metric: Metric) -> Values:
        """Return what can be drawn of a metric."""
        return values_of(metric, self.logs.points.get(metric.id, ()) if self.logs else (), self.today)

    @property
    def newest_logged(self) -> dict[str, float]:
        """The newest value of the system in the log of each metric that has one, by the metric's id."""
        return {
            metric.id: points[-1].value
            for metric in self.report.optimization_intent.metrics
            if metric.observations_from and (points := self._own_points(self.values_of(metric)))
        }

    def _own_points(self, values: Values) -> list[Plotted]:
        """Return the values without a group of the system itself: those after its end were measured on another one."""
        points, end = values.groups.get("", []), self.report.system_details.dates.active_to
        if end is None or values.by not in ("day", "hour"):
            return points
        return [one for one in points if one.at < end.end.toordinal() + 1]
