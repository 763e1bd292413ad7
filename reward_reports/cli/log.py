"""`reward-reports log`: the revisions of a report and what each changed."""

from __future__ import annotations

from typing import Any

import click

from reward_reports.base import inputs
from reward_reports.base.formats import JSON, MARKDOWN, TEXT, OutputFormat, by_name
from reward_reports.cli.options import audience_option, color_option, note, output_option, write_output
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.cli.reports import colour_for

_EPILOG = """\b
Examples:
  reward-reports log reward-report.yaml
  reward-reports log reward-report.yaml -n 5
  reward-reports log versions/ -o HISTORY.md

\b
Exit codes: 0 the history was shown, even if some revisions do not load;
2 the command failed.
"""


FORMATS = by_name((
    OutputFormat("text", TEXT, "changes.history.formats.text.render"),
    OutputFormat("json", JSON, "changes.history.formats.as_json.render"),
    OutputFormat("markdown", MARKDOWN, "changes.history.formats.markdown.render"),
))  # fmt: skip


@click.command(epilog=_EPILOG)
@click.argument("path", metavar="PATH")
@click.option(
    "--limit", "-n", type=click.IntRange(1), help="Show only this many of the newest revisions. Default: all."
)
@format_option(FORMATS, "text")
@output_option
@audience_option
@color_option
def command(path: str, limit: int | None, **options: Any) -> int:
    """Show the revisions of a report, newest first: version, date, newest changelog entry, and changes.

    PATH is a file in a git repository (renames are followed) or a folder with versions of one report, ordered by the dates
    or versions in their names or, failing that, in the reports. A merge counts as one revision. Answers that the report
    restricts now are restricted in every revision.
    """
    from reward_reports.changes.history import as_it_stands, history_of
    from reward_reports.changes.history.log import steps_of

    inputs.note(path)
    revisions = history_of(path, limit=limit and limit + 1, note=note)
    steps = steps_of(revisions, options["audience"], now=as_it_stands(path, revisions))
    first = max(len(revisions) - limit, 0) if limit else 0
    form = format_of(options["form"], options["output"], FORMATS, "text")
    colour = colour_for(options["color"], options["output"])
    text = FORMATS[form](revisions, steps, options["audience"], first=first, colour=colour)
    write_output(text, options["output"], form)
    return 0
