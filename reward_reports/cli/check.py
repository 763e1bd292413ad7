"""`reward-reports check`: triggers, thresholds and standards against measured values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reward_reports.base.errors import OutputError
from reward_reports.cli.options import diff_of, is_left_alone, real_today, today_option, write_back, write_output
from reward_reports.cli.output_format import format_of
from reward_reports.cli.printing import echo, say
from reward_reports.cli.reports import Loaded, colour_for, load_reports, watching_options
from reward_reports.runs.monitoring.formats import CHECK

if TYPE_CHECKING:
    from reward_reports.runs.monitoring.check import Checker

_EPILOG = """\b
Examples:
  reward-reports check
  reward-reports check reward-report.yaml --log metrics.csv
  reward-reports check reports/ --format markdown -o summary.md
  reward-reports check reports/ --write

\b
Exit codes: 0 no trigger needs an answer; 1 a trigger fires and is not recorded,
or a recorded firing was not answered in time; 2 a report or log could not be
read, or the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--log",
    "logs",
    multiple=True,
    metavar="[METRIC=]PATH[:TAG]",
    help="Read values from this log. Without METRIC, it is used for every metric whose tag or id it contains.",
)
@click.option(
    "--write", is_flag=True, help="Record the newest log values and new firings in the reports. Comments are kept."
)
@click.option("--diff", is_flag=True, help="Show what --write would change, without writing.")
@watching_options(CHECK)
@today_option
def command(
    paths: tuple[str, ...],
    logs: tuple[str, ...],
    write: bool,
    diff: bool,
    form: str | None,
    output: str | None,
    audience: str | None,
    color: str,
    today: date | None,
) -> int:
    """Check triggers, thresholds and performance standards against measured values.

    PATH is a report, or a folder that is searched for reports; the default is the working folder. Values come from the
    report's observations, the logs that it names, and --log. Missing data give the result "cannot tell", never a pass.
    """

    form = format_of(form, output, CHECK, "text")
    if diff and audience not in (None, "internal"):
        raise click.UsageError("--diff prints lines of the reports themselves, so it needs --audience internal")
    day, audience = real_today(today), audience or "internal"
    loaded = load_reports(paths, audience)
    checkers = _checkers(loaded, logs, day, audience)
    rows_by_item: dict[tuple[str, str], Any] = {
        (name, checker.report.report.id): checker.rows(audience) for name, checker in checkers.items()
    }
    if write or diff:
        _record(loaded, checkers, audience, paths, diff=diff)
    if not diff:
        text = CHECK[form](rows_by_item, day, colour=colour_for(color, output), errors=loaded.errors)
        write_output(text, output, form)
    loaded.say_errors()
    if loaded.errors:
        return 2
    return 1 if any(row.alarm for checker in checkers.values() for row in checker.rows()) else 0


def _checkers(loaded: Loaded, options: tuple[str, ...], day: date, audience: str) -> dict[str, Checker]:
    """Return what checks each report, by its file; logs that cannot be read are added to the errors."""
    from reward_reports.runs.monitoring.check import Checker
    from reward_reports.runs.monitoring.metric_logs import MetricLogReader, parse_option

    reader = MetricLogReader(map(parse_option, options))
    if loaded.reports:
        reader.check_metrics(report for _, report in loaded.reports)
    checkers = {}
    for document in loaded.documents:
        assert document.report is not None  # noqa: S101 only those are kept
        logs = reader.logs_of(document.report, document.folder, audience)
        loaded.errors += [f"{document.name}: {error}" for error in logs.errors]
        checkers[document.name] = Checker(document.report, logs, day)
    for remark in dict.fromkeys(reader.remarks):
        say(f"note: {remark}")
    return checkers


def _record(loaded: Loaded, checkers: dict[str, Checker], audience: str, named: tuple[str, ...], *, diff: bool) -> None:
    """Write what was found into the reports, or show it; one that cannot be edited is an error and stays as it is.

    What is recorded stands in the reports; those who may not read all of them are told how much it is.
    """
    from reward_reports.runs.monitoring.recording import record

    for document in loaded.documents:
        if is_left_alone(document.name, named):
            continue
        try:
            recorded = record(document, checkers[document.name])
            if recorded.done and not diff:
                write_back(document, recorded.text)
        except OutputError as error:
            loaded.errors.append(str(error) if audience == "internal" else f"{document.name} cannot be edited")
            continue
        if diff:
            echo(diff_of(document.name, document.text, recorded.text))
            continue
        lines = [*recorded.done, *(f"not recorded: {line}" for line in recorded.left)]
        if audience != "internal":
            lines = [f"{len(recorded.done)} recorded, {len(recorded.left)} not recorded"] if lines else []
        for line in lines:
            say(f"{document.name}: {line}")
