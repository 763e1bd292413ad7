"""`reward-reports demo`: an example repository."""

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
  reward-reports demo short-answers --story short-answers

\b
Exit codes: 0 the repository was created; 2 the command failed.
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
_BOUND = """\
  reward-reports lint {report} --today {day}
  reward-reports log {report}
  reward-reports render {report} -o report.html
"""


@click.command(epilog=_EPILOG)
@click.argument("folder")
@click.option(
    "--until",
    type=day,
    metavar="YYYY-MM-DD",
    help="Stop the story on this day; its logs contain only what was known by then. Default: its end.",
)
@click.option(
    "--story",
    type=click.Choice(["project-flow", "short-answers"]),
    default="project-flow",
    show_default=True,
    help="The example: a report with its logs, or a training project whose report is bound to its reward.",
)
@click.option("--quiet", "-q", is_flag=True, help="Do not suggest commands to try.")
def command(folder: str, until: date | None, story: str, quiet: bool) -> int:
    """Create a git repository with invented reports to try the commands on.

    Project Flow controls traffic at a motorway exit: a horizon is too short, a trigger fires, an expectation fails, and
    citizens find a harm that no metric showed. In Short Answers, somebody doubles the weight of a reward and edits its
    function, and the report mentions neither. FOLDER must be new or empty. The commits and their ids are always the same.
    """
    from reward_reports.demo import REPORT, build, build_bound

    report = shlex.quote(f"{visible(folder.rstrip('/'))}/{REPORT}")
    if story == "short-answers":
        tags, day = build_bound(Path(folder), until)
        if not quiet:
            echo(
                f"{visible(folder)} is a git repository with a commit and a tag for each step: {' '.join(tags)}. Try:\n\n"
            )
            echo(_BOUND.format(report=report, day=day))
        return 0
    versions, day = build(Path(folder), until)
    if quiet:
        return 0
    names = " ".join(f"v{version.name}" for version in versions)
    echo(f"{visible(folder)} is a git repository with a commit and a tag for each version: {names}. Try:\n\n")
    echo(_NEXT.format(report=report, day=day))
    if len(versions) > 1:
        echo(_SINCE.format(report=report, day=day, old=f"v{versions[-2].name}"))
    return 0
