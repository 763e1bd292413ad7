"""The values that the logs of a report hold, read as `check` reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reward_reports.publishing.rendering.charts import value_at
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.plotted import Values
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric

if TYPE_CHECKING:
    from reward_reports.runs.monitoring.metric_logs import Logs


def logs_of(report: Report, files: Files, audience: str) -> Logs | None:
    """Return what the logs hold that a report names; None where it names none, or came from no file.

    Args:
        report: the report as the audience may see it: no log of a metric that is held back is read.
        files: the files beside it; they remember which logs were read.
        audience: who reads what is said of a log that cannot be read.
    """
    named = [one.observations_from.path for one in report.optimization_intent.metrics if one.observations_from]
    if not named or files.folder is None:
        return None
    from reward_reports.runs.monitoring.metric_logs import MetricLogReader

    for path in dict.fromkeys(named):
        files.note_log(path)
    return MetricLogReader().logs_of(report, Path(files.folder), audience)


def log_in_words(metric: Metric, values: Values, logs: Logs | None, words: Translation) -> str | None:
    """Return what a metric's log tells in a sentence, or why it tells nothing; None where none was read."""
    if logs is None:
        return None
    if metric.id in logs.missing:
        return words.gettext("No value could be read: %(reason)s") % {"reason": logs.missing[metric.id]}
    points = logs.points.get(metric.id)
    if points is None:
        return None
    newest = next((one for one in reversed(values.groups.get("", [])) if not one.text), None)
    if newest is None:
        return words.ngettext(
            "%(number)s value; none can be shown", "%(number)s values; none can be shown", len(points)
        )
    odd = sum(one.value != one.value or abs(one.value) == float("inf") for one in points)
    text = words.ngettext(
        "%(number)s value; the newest is %(value)s",
        "%(number)s values; the newest is %(value)s",
        len(points),
        value=value_at(values, newest, None, words),
    )
    return text + (words.gettext("; %(number)s not finite") % {"number": words.number(odd)} if odd else "")
