"""`reward-reports status`: the state of reports, and a badge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.base.errors import ConfigError
from reward_reports.cli.options import real_today, settings_here, today_option, write_file, write_output
from reward_reports.cli.output_format import format_of
from reward_reports.cli.reports import Loaded, colour_for, load_reports, watching_options
from reward_reports.cli.suggestions import complete_frameworks
from reward_reports.linting.settings import check_frameworks
from reward_reports.runs.monitoring.formats import STATUS

_EPILOG = """\b
Examples:
  reward-reports status
  reward-reports status reports/ --format markdown
  reward-reports status reports/ --for eu-gpai
  reward-reports status reward-report.yaml --badge badge.svg
  reward-reports status reward-report.yaml --badge-json badge.json

\b
Exit codes: 0 the reports were read; 2 a report could not be read, or the
command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--badge", metavar="FILE", help="Write a badge as an SVG image. Takes one report.")
@click.option("--badge-json", metavar="FILE", help="Write a badge as JSON for a shields.io endpoint. Takes one report.")
@click.option(
    "--for",
    "frameworks",
    multiple=True,
    metavar="FRAMEWORK",
    shell_complete=complete_frameworks,
    help="Also count the items of a framework that each report answers, such as eu-gpai.",
)
@watching_options(STATUS)
@today_option
def command(
    paths: tuple[str, ...],
    badge: str | None,
    badge_json: str | None,
    frameworks: tuple[str, ...],
    form: str | None,
    output: str | None,
    audience: str | None,
    color: str,
    today: date | None,
) -> int:
    """Show the state of each report on one line.

    The columns are days since the last review, answered, withheld and unknown fields, open failure modes, armed triggers,
    unanswered firings, and the next due date. PATH is a report, or a folder that is searched for reports; the default is
    the working folder. By default, the table counts what the owner may read, and a badge what the public may read.
    """
    from reward_reports.base.writing import check_output
    from reward_reports.runs.monitoring.status import standing

    form = format_of(form, output, STATUS, "text")
    day = real_today(today)
    loaded = load_reports(paths, audience or "internal")
    for file in filter(None, (badge, badge_json)):
        check_output(file)
    wanted = check_frameworks((*settings_here().frameworks, *frameworks))
    rows = [standing(report, name, day, audience or "internal", wanted) for name, report in loaded.reports]
    write_output(STATUS[form](rows, day, colour=colour_for(color, output), errors=loaded.errors), output, form)
    loaded.say_errors()
    if badge or badge_json:
        _write_badges(loaded, day, audience or "public", badge, badge_json)
    return 2 if loaded.errors else 0


def _write_badges(loaded: Loaded, day: date, audience: str, svg: str | None, endpoint: str | None) -> None:
    from reward_reports.runs.monitoring.badge import as_endpoint, as_svg
    from reward_reports.runs.monitoring.status import standing

    if len(loaded.reports) != 1:
        raise ConfigError(f"a badge shows one report, and {len(loaded.reports)} were found; name one of them")
    name, report = loaded.reports[0]
    one = standing(report, name, day, audience)
    if svg:
        write_file(Path(svg), as_svg(one))
    if endpoint:
        write_file(Path(endpoint), as_endpoint(one))
