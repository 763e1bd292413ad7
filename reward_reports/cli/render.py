"""`reward-reports render`: one report to a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.cli.options import (
    page_options,
    templates_folder,
    templates_option,
    today_option,
    write_bytes,
    write_output,
)

_EPILOG = """\b
Examples:
  reward-reports render reward-report.yaml -o report.html
  reward-reports render reward-report.yaml --to markdown -o REPORT.md
  reward-reports render reward-report.yaml --to markdown --layout builder
  reward-reports render reward-report.yaml -o report.tex
  reward-reports render reward-report.yaml -o report.pdf
  reward-reports render reward-report.yaml -o report.docx
  reward-reports render reward-report.yaml --to json
"""
_ENDINGS = {
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "latex": (".tex",),
    "pdf": (".pdf",),
    "docx": (".docx",),
    "json": (".json",),
}
"""The formats, with the endings of files that are of one."""


@click.command(epilog=_EPILOG)
@click.argument("report", metavar="REPORT")
@click.option(
    "--to",
    type=click.Choice(list(_ENDINGS)),
    default=None,
    help="What to make. Default: by the name of the output, else html.",
)
@click.option("--output", "-o", metavar="FILE", help="Where it goes; standard output if none or `-` is named.")
@page_options
@templates_option
@today_option
def command(
    report: str,
    to: str | None,
    output: str | None,
    layout: str,
    audience: str,
    templates: str | None,
    today: date | None,
) -> int:
    """Turn one report into a page: a single HTML file that needs no other, Markdown, LaTeX, PDF, a Word document, or JSON."""
    from reward_reports.cli.reports import load_for
    from reward_reports.publishing.rendering import FORMATS, render, render_bytes

    kind = to or _kind_of(output)
    own = templates_folder(templates)
    made = render if kind in FORMATS else render_bytes
    result = made(load_for(report, audience), kind, layout, audience, Path(report).parent, today, own)
    write_output(result, output, kind) if isinstance(result, str) else write_bytes(result, output)
    return 0


def _kind_of(output: str | None) -> str:
    """Return the format that the name of a file asks for."""
    ending = Path(output or "").suffix.lower()
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "html")
