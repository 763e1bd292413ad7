"""What was measured on the system of a report. What is dated after its end was measured on another one, such as its successor."""

from __future__ import annotations

from reward_reports.report.model.evaluation import Evaluation
from reward_reports.report.model.optimization_intent import Metric, Observation
from reward_reports.report.model.report import Report
from reward_reports.report.model.values import PartialDate


def after_the_end(report: Report, when: PartialDate | None) -> bool:
    """Whether a day lies after the system ended."""
    end = report.system_details.dates.active_to
    return end is not None and when is not None and when.start > end.end


def own_tests(report: Report) -> list[Evaluation]:
    """Return the tests of the system itself, in the order of the report."""
    return [one for one in report.evaluation.offline_evaluations.items if not after_the_end(report, one.date)]


def own_observations(report: Report, metric: Metric) -> list[Observation]:
    """Return the values that the report holds of a metric of the system itself, in its order."""
    return [one for one in metric.observations if not after_the_end(report, one.date)]
