"""`reward-reports render`: one report to a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.cli.options import page_options, today_option, write_output

_EPILOG = """\b
Examples:
  reward-reports render reward-report.yaml -o report.html
  reward-reports render reward-report.yaml --to markdown -o REPORT.md
  reward-reports render reward-report.yaml --to markdown --layout builder
"""


@click.command(epilog=_EPILOG)
@click.argument("report", metavar="REPORT")
@click.option(
    "--to",
    type=click.Choice(["html", "markdown"]),
    default=None,
    help="What to make. Default: by the name of the output, else html.",
)
@click.option("--output", "-o", metavar="FILE", help="Where it goes; standard output if none or `-` is named.")
@page_options
@today_option
def command(report: str, to: str | None, output: str | None, layout: str, audience: str, today: date | None) -> int:
    """Turn one report into a page: a single HTML file that needs no other, or Markdown."""
    from reward_reports.api import load
    from reward_reports.rendering import render

    kind = to or ("markdown" if output and output.endswith((".md", ".markdown")) else "html")
    text = render(load(report), to=kind, layout=layout, audience=audience, folder=Path(report).parent, today=today)
    write_output(text, output)
    return 0
