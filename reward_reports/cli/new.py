"""`reward-reports new`: the frame of a new report."""

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
  reward-reports new --output -
"""
DEFAULT = "reward-report.yaml"


@click.command(epilog=_EPILOG)
@click.argument("path", required=False)
@click.option("--output", "-o", metavar="FILE", help=f"Where it goes; `-` is standard output. Default: {DEFAULT}.")
@click.option("--title", default="Name of the system, and what it does", help="The title of the report.")
@click.option("--id", "identity", default=None, help="The id of the report. Default: made from the title.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice(["rlhf", "recommender", "control", "game"]),
    help="The kind of system; can be given several times.",
)
@click.option("--minimal", is_flag=True, help="Only what a first draft of half an hour needs.")
@click.option("--schema", metavar="PATH", help="Name this JSON Schema in the first line, for editors.")
@today_option
def command(
    path: str | None,
    output: str | None,
    title: str,
    identity: str | None,
    profiles: tuple[str, ...],
    minimal: bool,
    schema: str | None,
    today: date | None,
) -> int:
    """Write the frame of a new report, with guidance as comments.

    An existing file is never overwritten.
    """
    from reward_reports.report.model.values import id_from
    from reward_reports.report.schema.template import template

    made_id = identity or id_from(title, "report")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}", made_id):
        raise click.BadParameter(
            "begin with a letter or digit; then letters, digits, - _ . and : are allowed", param_hint="--id"
        )
    if identity is None and not id_from(title, ""):
        say(
            f"note: no id can be made from the title, since it has no Latin letters or digits: the id is {made_id}; "
            "choose one with --id or in the file"
        )
    text = template(
        title=title, identity=made_id, today=real_today(today), profiles=profiles, minimal=minimal, schema=schema
    )
    target = output or path or DEFAULT
    if target == "-":
        echo(text, form="yaml")
        return 0
    write_file(Path(target), text, new=True)
    if not Path(target).is_file():  # /dev/stdout, say
        return 0
    say(
        f"{target} is there; fill it in, then run: reward-reports lint {target}{' --strictness minimal' if minimal else ''}"
    )
    return 0
