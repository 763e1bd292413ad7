"""`reward-reports status`: where reports stand, and a badge of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.base.errors import ConfigError
from reward_reports.cli.options import real_today, today_option, write_file, write_output
from reward_reports.cli.reports import Loaded, colour_for, load_reports, watching_options

_EPILOG = """\b
Examples:
  reward-reports status
  reward-reports status reports/ --format markdown
  reward-reports status reward-report.yaml --badge badge.svg
  reward-reports status reward-report.yaml --badge-json badge.json

\b
Exit codes: 0 done; 2 a report could not be read.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--badge", metavar="FILE", help="Write a badge of the report as an SVG picture; one report only.")
@click.option("--badge-json", metavar="FILE", help="Write it as JSON for a shields.io endpoint; one report only.")
@watching_options("text", "json", "markdown")
@today_option
def command(
    paths: tuple[str, ...],
    badge: str | None,
    badge_json: str | None,
    form: str,
    output: str | None,
    audience: str | None,
    color: str,
    today: date | None,
) -> int:
    """Show where reports stand, a line each: age since the last review in days, how many questions are answered, how
    many of them anybody can check, how many somebody independent has checked, open failure modes, triggers armed, firings without an answer, and what is due next.

    PATH is a report or a folder that is searched for reports. The table counts what the owner may read, a badge what the
    public may read, unless --audience says otherwise.
    """
    from reward_reports.runs.monitoring.status import standing
    from reward_reports.runs.monitoring.status_formats import FORMATS

    day = real_today(today)
    loaded = load_reports(paths, audience or "internal")
    rows = [standing(report, name, day, audience or "internal") for name, report in loaded.reports]
    write_output(FORMATS[form](rows, day, colour=colour_for(color, output), errors=loaded.errors), output, form)
    loaded.say_errors()
    if badge or badge_json:
        _write_badges(loaded, day, audience or "public", badge, badge_json)
    return 2 if loaded.errors else 0


def _write_badges(loaded: Loaded, day: date, audience: str, svg: str | None, endpoint: str | None) -> None:
    from reward_reports.runs.monitoring.badge import as_endpoint, as_svg
    from reward_reports.runs.monitoring.status import standing

    if len(loaded.reports) != 1:
        raise ConfigError(f"a badge is of one report, and there are {len(loaded.reports)}; name the one that is meant")
    name, report = loaded.reports[0]
    one = standing(report, name, day, audience)
    if svg:
        write_file(Path(svg), as_svg(one))
    if endpoint:
        write_file(Path(endpoint), as_endpoint(one))
