"""`reward-reports outcomes`: what was expected of changes, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from reward_reports.cli.options import real_today, today_option, write_output
from reward_reports.cli.output_format import format_of
from reward_reports.cli.reports import Loaded, colour_for, load_reports, watching_options
from reward_reports.runs.monitoring.formats import OUTCOMES

if TYPE_CHECKING:
    from reward_reports.runs.monitoring.series import Timed

_EPILOG = """\b
Examples:
  reward-reports outcomes
  reward-reports outcomes reports/ --format markdown
  reward-reports outcomes reward-report.yaml --format json

\b
Exit codes: 0 no outcome is overdue; 1 an expectation is past its check date and
has no recorded outcome; 2 a report or log could not be read, or the command
failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@watching_options(OUTCOMES)
@today_option
def command(
    paths: tuple[str, ...], form: str | None, output: str | None, audience: str | None, color: str, today: date | None
) -> int:
    """Show each expectation with the values before and after the change, its outcome, and how many were met.

    PATH is a report, or a folder that is searched for reports; the default is the working folder. Values come from the
    report's observations and the logs that it names. If no outcome is recorded, the data may suggest one; a suggestion
    does not count until somebody records it.
    """
    from reward_reports.runs.monitoring.outcomes import outcomes_of

    form = format_of(form, output, OUTCOMES, "text")
    day = real_today(today)
    loaded = load_reports(paths, audience or "internal")
    points = _points(loaded, audience or "internal")
    expectations = [
        one
        for name, report in loaded.reports
        for one in outcomes_of(report, name, day, points[name], audience or "internal")
    ]
    write_output(
        OUTCOMES[form](expectations, day, colour=colour_for(color, output), errors=loaded.errors), output, form
    )
    loaded.say_errors()
    if loaded.errors:
        return 2
    return 1 if any(one.state == "overdue" for one in expectations) else 0


def _points(loaded: Loaded, audience: str) -> dict[str, Mapping[str, Sequence[Timed]]]:
    """Return what the logs of each report hold, by its file; logs that cannot be read are added to the errors."""
    from reward_reports.runs.monitoring.metric_logs import MetricLogReader

    reader = MetricLogReader()
    points: dict[str, Mapping[str, Sequence[Timed]]] = {}
    for document, (name, report) in zip(loaded.documents, loaded.reports, strict=True):
        logs = reader.logs_of(report, document.folder, audience)
        loaded.errors += [f"{name}: {error}" for error in logs.errors]
        points[name] = logs.points
    return points
