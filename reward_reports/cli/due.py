"""`reward-reports due`: what is due, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from reward_reports.cli.options import real_today, today_option, write_output
from reward_reports.cli.output_format import format_of
from reward_reports.cli.reports import colour_for, load_reports, watching_options
from reward_reports.runs.monitoring.formats import DUE

if TYPE_CHECKING:
    from reward_reports.report.model.values import Duration

_EPILOG = """\b
Examples:
  reward-reports due
  reward-reports due reports/ --within P30D
  reward-reports due reports/ --format ics -o reports.ics
  reward-reports due reports/ --exit-code

\b
Exit codes: 0 nothing listed is overdue, or --exit-code is not given;
1 with --exit-code, a listed item is overdue; 2 a report could not be read, or
the command failed.
"""


def _span(text: str) -> Duration:
    from reward_reports.report.model.values import Duration

    try:
        return Duration.parse(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a duration: {error}") from None


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--within",
    type=_span,
    metavar="DURATION",
    help="Show only items that are overdue or due within this time, such as P30D.",
)
@click.option("--exit-code", is_flag=True, help="Exit with code 1 if a listed item is overdue.")
@watching_options(DUE)
@today_option
def command(
    paths: tuple[str, ...],
    within: Duration | None,
    exit_code: bool,
    form: str | None,
    output: str | None,
    audience: str | None,
    color: str,
    today: date | None,
) -> int:
    """List reviews, answers, outcomes and tasks that are due, overdue items first.

    PATH is a report, or a folder that is searched for reports; the default is the working folder. By default, a list shows
    everything that the owner may read, and a calendar, which is meant to be shared, only what the public may read.
    """
    from reward_reports.runs.monitoring.due import due_in, due_within, in_order

    form = format_of(form, output, DUE, "text")
    day = real_today(today)
    circle = audience or ("public" if form == "ics" else "internal")
    loaded = load_reports(paths, circle)
    items = in_order(one for name, report in loaded.reports for one in due_in(report, name, day, circle))
    if within is not None:
        items = due_within(items, within, day)
    write_output(DUE[form](items, day, colour=colour_for(color, output), errors=loaded.errors), output, form)
    loaded.say_errors()
    if loaded.errors:
        return 2
    return 1 if exit_code and any(one.overdue for one in items) else 0
