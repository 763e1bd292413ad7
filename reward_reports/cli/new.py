"""`reward-reports new`: the skeleton of a new report."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from reward_reports.cli.options import real_today, today_option, write_file
from reward_reports.cli.printing import echo, say

_EPILOG = """\b
Examples:
  reward-reports new
  reward-reports new chat.reward-report.yaml --title "City Chat" --profile rlhf
  reward-reports new draft.reward-report.yaml --minimal
  reward-reports new page.reward-report.yaml --one-page
  reward-reports new --output -

\b
Exit codes: 0 the skeleton was written; 2 the command failed.
"""
DEFAULT = "reward-report.yaml"


@click.command(epilog=_EPILOG)
@click.argument("path", required=False)
@click.option("--output", "-o", metavar="FILE", help=f"The file to write; `-` for standard output. Default: {DEFAULT}.")
@click.option("--title", default="Name of the system, and what it does", help="The title of the report.")
@click.option("--id", "identity", default=None, help="The id of the report. Default: made from the title.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice(["rlhf", "recommender", "control", "game"]),
    help="The kind of system. Can be given more than once.",
)
@click.option("--minimal", is_flag=True, help="Include only the fields of a first, half-hour draft.")
@click.option(
    "--one-page",
    "on_one_page",
    is_flag=True,
    help="Write a one-page report to fill in: the core questions only, half a day's work.",
)
@click.option("--schema", metavar="PATH", help="Refer to this JSON Schema in the first line, for editors.")
@today_option
def command(
    path: str | None,
    output: str | None,
    title: str,
    identity: str | None,
    profiles: tuple[str, ...],
    minimal: bool,
    on_one_page: bool,
    schema: str | None,
    today: date | None,
) -> int:
    """Write a skeleton of a new report, with guidance as comments.

    PATH is the file to write, as in --output. An existing file is never overwritten.
    """
    from reward_reports.report.model.values import id_from
    from reward_reports.report.schema.one_page import one_page
    from reward_reports.report.schema.template import template

    if path is not None and output is not None:
        raise click.UsageError("name the file as PATH or with --output, not both")
    if on_one_page and (minimal or profiles):
        raise click.UsageError("--one-page asks the questions of one page alone; leave out --minimal and --profile")

    made_id = identity or id_from(title, "report")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}", made_id):
        raise click.BadParameter(
            "start with a letter or digit; after that, letters, digits, - _ . and : are allowed", param_hint="--id"
        )
    if identity is None and not id_from(title, ""):
        say(
            f"note: the title has no Latin letters or digits to make an id from, so the id is {made_id}; "
            "choose another with --id or in the file"
        )
    target, day = output or path or DEFAULT, real_today(today)
    if on_one_page:
        text = one_page(
            title=title, identity=made_id, today=day, file="FILE" if target == "-" else Path(target).name, schema=schema
        )
    else:
        text = template(title=title, identity=made_id, today=day, profiles=profiles, minimal=minimal, schema=schema)
    if target == "-":
        echo(text, form="yaml")
        return 0
    write_file(Path(target), text, new=True)
    if not Path(target).is_file():  # /dev/stdout, say
        return 0
    say(
        f"wrote {target}; fill it in, then run: reward-reports lint {target}{' --strictness minimal' if minimal or on_one_page else ''}"
    )
    return 0
