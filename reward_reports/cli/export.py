"""`reward-reports export`: a report for other tools and frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import fill

import click

from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_file
from reward_reports.base.writing import check_no_input, write_file
from reward_reports.cli.options import audience_option, output_option, today_option, write_output
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.exchange.exporting import EXPORTERS, FORMATS
from reward_reports.exchange.exporting.exporter import Exporter

_EPILOG = """\b
Examples:
  reward-reports export reward-report.yaml --format model-card -o README.md
  reward-reports export reward-report.yaml --into README.md
  reward-reports export reward-report.yaml --format cyclonedx -o model.cdx.json
  reward-reports export reward-report.yaml --format croissant --dataset rankings -o rankings.json
  reward-reports export reward-report.yaml --format eu-gpai -o model-documentation.md

\b
Exit codes: 0 the export was written; 2 the command failed.
"""
_MOST_BYTES = 16 * 1024 * 1024
"""The largest card that is written into."""
_WIDTH = 74
"""Characters of a line in the lists of the help."""


def _listed(exporters: Iterable[Exporter]) -> str:
    """Return names with what they stand for, as lines that click leaves as they are."""
    named = {one.name: one.about for one in exporters if one.about}
    indent = max(map(len, named)) + 4
    return "\n".join(
        fill(f"{name:<{indent - 2}}{about}", _WIDTH, initial_indent="  ", subsequent_indent=" " * indent)
        for name, about in named.items()
    )


_HELP = f"""Convert a report for other tools, or show how far it answers the items of a framework.

One of --format (also called --to) and --into is required.

\b
Formats:
{_listed(one for one in EXPORTERS if not one.framework)}

\b
Frameworks, in Markdown; NAME-json writes JSON, and fmti-csv CSV:
{_listed(one for one in EXPORTERS if one.framework)}

The export to a framework lists its items, how far the report answers each, and the answers. None claims compliance.
"""


@click.command(epilog=_EPILOG, help=_HELP)
@click.argument("report", metavar="REPORT")
@format_option(FORMATS, None, "--to")
@click.option("--into", metavar="CARD", help="A model card in which to write or update the section about the report.")
@click.option(
    "--dataset",
    metavar="ID",
    help="With croissant: the collection of preference data to export. Default: all of them as one data set.",
)
@output_option
@audience_option
@today_option
def command(
    report: str,
    form: str | None,
    into: str | None,
    dataset: str | None,
    output: str | None,
    audience: str,
    today: date | None,
) -> int:
    """Export a report, or write about it in a card."""
    from reward_reports.cli.reports import load_for
    from reward_reports.exchange.exporting import export, into_card

    if form is not None and into is not None:
        raise click.UsageError("give either --format or --into, not both")
    folder = Path(report).parent
    if into is None:
        form = format_of(form, output, FORMATS, None)
        text = export(load_for(report, audience), form, audience, folder, today, dataset)
        write_output(text, output, FORMATS[form].form)
        return 0
    if dataset is not None:
        raise click.UsageError("--dataset applies to --format croissant; leave it out with --into")
    if output:
        raise click.UsageError("--into writes to the card; leave out --output")
    loaded = load_for(report, audience)
    check_no_input(into)
    card = _read(into)
    updated = into_card(loaded, card.decode(), into, audience, folder)
    write_file(into, updated.encode(), seen=card)
    return 0


def _read(card: str) -> bytes:
    """Return a card, whose bytes are UTF-8."""
    if not Path(card).exists():
        raise InputError(f"{card} does not exist; create it with --format model-card")
    raw = read_file(card, _MOST_BYTES)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        raise InputError(f"{card} is not UTF-8: byte {error.start + 1}; save it as UTF-8") from None
    return raw
