"""`reward-reports log`: the revisions of a report and what each changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reward_reports.base import inputs
from reward_reports.base.escaping.colour import wants_colour
from reward_reports.cli.options import audience_option, color_option, form_of, note, output_option, write_output

if TYPE_CHECKING:
    from collections.abc import Callable


_EPILOG = """\b
Examples:
  reward-reports log reward-report.yaml
  reward-reports log reward-report.yaml -n 5
  reward-reports log versions/ -o HISTORY.md

\b
Exit codes: 0 done, also where a revision does not load; 2 the job could not be done.
"""


def _text() -> Callable[..., str]:
    from reward_reports.changes.history.formats.text import render

    return render


def _json() -> Callable[..., str]:
    from reward_reports.changes.history.formats.as_json import render

    return render


def _markdown() -> Callable[..., str]:
    from reward_reports.changes.history.formats.markdown import render

    return render


FORMATS = {"text": _text, "json": _json, "markdown": _markdown}


@click.command(epilog=_EPILOG)
@click.argument("path", metavar="PATH")
@click.option(
    "--limit", "-n", type=click.IntRange(1), help="How many revisions, counted from the newest. Default: all."
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(list(FORMATS)),
    default=None,
    help="How to show the history. Default: by the name of the output, else text.",
)
@output_option
@audience_option
@color_option
def command(path: str, limit: int | None, **options: Any) -> int:
    """Show the revisions of a report, the newest first: version, date, newest changelog entry, and what each changed.

    PATH is a file in a git repository, whose renames are followed, or a folder of versions of one report, ordered by the
    dates or versions in their names, else by the date or version in the reports. A merge counts as one revision. What the
    report holds back as it stands is held back in every revision.
    """
    from reward_reports.changes.history import as_it_stands, history_of
    from reward_reports.changes.history.log import steps_of

    inputs.note(path)
    found = history_of(path, limit=limit and limit + 1, note=note)
    steps = steps_of(found, options["audience"], now=as_it_stands(path, found))
    first = max(len(found) - limit, 0) if limit else 0
    form = form_of(options, FORMATS)
    made = FORMATS[form]()(found, steps, options["audience"], first=first, colour=_colour(options))
    write_output(made, options["output"], form)
    return 0


def _colour(options: dict[str, Any]) -> bool:
    stream = sys.stdout if options["output"] in (None, "-") else None
    return wants_colour(options["color"], stream)
