"""`reward-reports demo`: a repository to try the commands on."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import day
from reward_reports.cli.printing import echo

_EPILOG = """\b
Examples:
  reward-reports demo project-flow
  reward-reports demo february --until 2021-02-08
"""
_NEXT = """\
  reward-reports log {report}
  reward-reports check {report} --today {day}
  reward-reports outcomes {report} --today {day}
  reward-reports due {report} --today {day}
  reward-reports status {report} --today {day}
  reward-reports render {report} -o report.html
"""
_SINCE = """\
  reward-reports diff {old} {report}
  reward-reports lint {report} --since {old} --today {day}
"""


@click.command(epilog=_EPILOG)
@click.argument("folder")
@click.option(
    "--until",
    type=day,
    metavar="YYYY-MM-DD",
    help="Stop the story on this day; the logs in the folder hold what was known by then. Default: its end, 2021-06-12.",
)
@click.option("--quiet", "-q", is_flag=True, help="Do not say what to try.")
def command(folder: str, until: date | None, quiet: bool) -> int:
    """Make a git repository to try things on: six versions of a made-up report, with its logs.

    Project Flow calms traffic at an exit: a horizon is too short, a trigger fires, an expectation fails, and citizens find
    a harm that no metric showed. The folder must be new or empty. The same commits, with the same ids, are made everywhere.
    """
    from reward_reports.demo import REPORT, build

    told, day = build(Path(folder), until)
    if quiet:
        return 0
    tags = " ".join(f"v{version.name}" for version in told)
    echo(f"{visible(folder)} is a git repository with a commit and a tag for each version: {tags}. Try:\n\n")
    report = shlex.quote(f"{visible(folder.rstrip('/'))}/{REPORT}")
    echo(_NEXT.format(report=report, day=day))
    if len(told) > 1:
        echo(_SINCE.format(report=report, day=day, old=f"v{told[-2].name}"))
    return 0
