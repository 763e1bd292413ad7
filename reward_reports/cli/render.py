"""`reward-reports render`: one report as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.cli.options import (
    output_option,
    page_options,
    templates_folder,
    templates_option,
    today_option,
    write_bytes,
    write_file,
    write_output,
)
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.publishing.formats import BINARY, FORMATS

_EPILOG = """\b
Examples:
  reward-reports render reward-report.yaml -o report.html
  reward-reports render reward-report.yaml -o REPORT.md
  reward-reports render reward-report.yaml --format markdown --layout builder
  reward-reports render reward-report.yaml -o report.tex
  reward-reports render reward-report.yaml -o report.pdf
  reward-reports render reward-report.yaml -o report.docx
  reward-reports render reward-report.yaml --format json

\b
Exit codes: 0 the page was written; 2 the command failed.
"""
_FORMATS = FORMATS | BINARY


@click.command(epilog=_EPILOG)
@click.argument("report", metavar="REPORT")
@format_option(_FORMATS, "html", "--to")
@output_option
@page_options
@templates_option
@today_option
def command(
    report: str,
    form: str | None,
    output: str | None,
    layout: str,
    audience: str,
    templates: str | None,
    today: date | None,
) -> int:
    """Convert a report to a page: one self-contained HTML file, Markdown, LaTeX, PDF, a Word document, or JSON.

    --to is another name for --format.

    Markdown cannot hold a picture: the reward map of REPORT.md is written beside it, as REPORT.reward-map.svg.
    """
    from reward_reports.cli.reports import load_for
    from reward_reports.publishing.rendering.render import check_map, map_beside, map_picture, render, render_bytes

    kind = format_of(form, output, _FORMATS, "html")
    own = templates_folder(templates)
    write = render if kind in FORMATS else render_bytes
    loaded, picture = load_for(report, audience), map_beside(kind, layout, output)
    beside = Path(str(output)).with_name(picture) if picture else None
    if beside:
        check_map(beside)
    result = write(loaded, kind, layout, audience, Path(report).parent, today, own, picture)
    write_output(result, output, kind) if isinstance(result, str) else write_bytes(result, output)
    if beside:
        write_file(beside, map_picture(loaded, audience, Path(report).parent, today))
    return 0
