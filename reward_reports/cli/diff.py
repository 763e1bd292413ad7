"""`reward-reports diff`: what changed between two reports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reward_reports.cli.options import write_output
from reward_reports.showing.colour import wants_colour

if TYPE_CHECKING:
    from reward_reports.comparing.comparison import Comparison
    from reward_reports.model import Report

_IMPACTS = ("reward", "oversight", "accountability", "editorial")
_ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}

_EPILOG = """\b
Examples:
  reward-reports diff old.yaml reward-report.yaml
  reward-reports diff old.yaml reward-report.yaml --impact reward,oversight
  reward-reports diff old.yaml reward-report.yaml -o changes.html

\b
Exit codes: 0 compared, 1 there are changes and --exit-code is given, 2 the job could not be done.
"""


def _text(comparison: Comparison, options: dict[str, Any]) -> str:
    from reward_reports.comparing.formats.text import render

    stream = sys.stdout if options["output"] in (None, "-") else None
    return render(comparison, colour=wants_colour(options["color"], stream))


def _json(comparison: Comparison, options: dict[str, Any]) -> str:
    from reward_reports.comparing.formats.as_json import render

    return render(comparison)


def _markdown(comparison: Comparison, options: dict[str, Any]) -> str:
    from reward_reports.comparing.formats.markdown import render

    return render(comparison)


def _html(comparison: Comparison, options: dict[str, Any]) -> str:
    from reward_reports.rendering.changes import render

    return render(comparison)


FORMATS = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}


def _chosen(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read impacts with commas between."""
    names = tuple(name.strip() for name in (value or "").split(",") if name.strip())
    for name in names:
        if name not in _IMPACTS:
            raise click.BadParameter(f"{name} is no impact; choose from {', '.join(_IMPACTS)}")
    return names or _IMPACTS


@click.command(epilog=_EPILOG)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(list(FORMATS)),
    default=None,
    help="How to show the changes. Default: by the name of the output, else text.",
)
@click.option("--output", "-o", metavar="FILE", help="Where they go; standard output if none or `-` is named.")
@click.option(
    "--impact",
    "impacts",
    metavar="IMPACTS",
    callback=_chosen,
    help="Show only changes that touch these, with commas between: reward, oversight, accountability, editorial.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "auditor", "internal"]),
    default="public",
    show_default=True,
    help="Whom it is for; what they may not read is held back, visibly.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are changes.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colour.",
)
def command(old: str, new: str, **options: Any) -> int:
    """Show what changed between two reports, by what it touches: the reward, its oversight, who answers for it, or words.

    OLD and NEW are files. The order of entries and the layout of a file are no change.
    """
    from reward_reports.comparing.comparison import compare_for

    comparison = compare_for((old, _read(old)), (new, _read(new)), options["audience"], options["impacts"])
    made = FORMATS[_form(options)](comparison, options)
    if options["output"] in (None, "-"):
        click.echo(made, nl=False, color=True)  # whether there is colour was decided before
    else:
        write_output(made, options["output"])
    return int(options["exit_code"] and bool(comparison.changes))


def _form(options: dict[str, Any]) -> str:
    ending = "." + str(options["output"] or "").rpartition(".")[2].lower()
    return options["form"] or _ENDINGS.get(ending, "text")


def _read(name: str) -> Report:
    from reward_reports.api import load

    return load(name)
