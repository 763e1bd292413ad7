"""`reward-reports compare`: a few reports side by side."""

from __future__ import annotations

from typing import Any

import click

from reward_reports.base.errors import InvalidReportError
from reward_reports.base.formats import HTML, JSON, MARKDOWN, TEXT, OutputFormat, by_name
from reward_reports.cli.options import audience_option, output_option, write_output
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.cli.reports import load_reports

_EPILOG = """\b
Examples:
  reward-reports compare a.yaml b.yaml
  reward-reports compare reports/ -o compared.html
  reward-reports compare a.yaml b.yaml --format markdown
  reward-reports compare reports/ -o evidence.csv

\b
Exit codes: 0 the reports were compared; 2 the command failed.
"""


FORMATS = by_name((
    OutputFormat("text", TEXT, "changes.comparing.formats.side_text.as_text"),
    OutputFormat("markdown", MARKDOWN, "changes.comparing.formats.side_text.as_markdown"),
    OutputFormat("html", HTML, "publishing.rendering.matrix.render"),
    OutputFormat("csv", (".csv",), "changes.comparing.formats.side_data.as_csv"),
    OutputFormat("json", JSON, "changes.comparing.formats.side_data.as_json"),
))  # fmt: skip


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@format_option(FORMATS, "text")
@output_option
@audience_option
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Show reports side by side: what each says, by which route, and what it answers.

    PATH is a report, or a folder that is searched for reports. A whole answer counts 1, a partial one ½; what does not
    apply is left out. CSV and JSON hold the matrix of what is known, with its figures, and not the answers.
    """
    from reward_reports.changes.comparing.side_by_side import side_by_side

    loaded = load_reports(paths, options["audience"])
    if loaded.errors:
        raise InvalidReportError(loaded.errors[0])
    form = format_of(options["form"], options["output"], FORMATS, "text")
    write_output(FORMATS[form](side_by_side(loaded.reports, options["audience"])), options["output"], form)
    return 0
