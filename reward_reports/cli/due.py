"""`reward-reports due`: what is to be done, and by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from reward_reports.cli.options import real_today, today_option, write_output
from reward_reports.cli.reports import colour_for, load_reports, watching_options

if TYPE_CHECKING:
    from reward_reports.report.model.values import Duration

_EPILOG = """\b
Examples:
  reward-reports due
  reward-reports due reports/ --within P30D
  reward-reports due reports/ --format ics -o reports.ics
  reward-reports due reports/ --exit-code

\b
Exit codes: 0 done; 1 with --exit-code, something that is shown is overdue; 2 a report could not be read.
"""


def _span(text: str) -> Duration:
    from reward_reports.report.model.values import Duration

    try:
        return Duration.parse(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no duration: {error}") from None


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--within", type=_span, metavar="DURATION", help="Only what is due in that time, or overdue: P30D.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if something is overdue.")
@watching_options("text", "json", "ics")
@today_option
def command(
    paths: tuple[str, ...],
    within: Duration | None,
    exit_code: bool,
    form: str,
    output: str | None,
    audience: str | None,
    color: str,
    today: date | None,
) -> int:
    """List what is to be reviewed, answered, judged and done, what is overdue first.

    PATH is a report or a folder that is searched for reports. Everything is shown that the owner may read; a calendar is
    made to be passed on and shows what the public may read, unless --audience says otherwise.
    """
    from reward_reports.runs.monitoring.due import due_in, in_order
    from reward_reports.runs.monitoring.due_formats import FORMATS

    day = real_today(today)
    circle = audience or ("public" if form == "ics" else "internal")
    loaded = load_reports(paths, circle)
    items = in_order(one for name, report in loaded.reports for one in due_in(report, name, day, circle))
    if within is not None:
        last = within.after(day)
        items = [one for one in items if one.overdue or one.date is None or one.date <= last]
    write_output(FORMATS[form](items, day, colour=colour_for(color, output), errors=loaded.errors), output, form)
    loaded.say_errors()
    if loaded.errors:
        return 2
    return 1 if exit_code and any(one.overdue for one in items) else 0
