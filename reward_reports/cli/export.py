"""`reward-reports export`: a report for other tools and frameworks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_file
from reward_reports.base.writing import check_no_input, write_file
from reward_reports.cli.options import audience_option, output_option, today_option, write_output
from reward_reports.cli.output_format import format_of, format_option

_EPILOG = """\b
Examples:
  reward-reports export reward-report.yaml --format model-card -o README.md
  reward-reports export reward-report.yaml --into README.md
  reward-reports export reward-report.yaml --format cyclonedx -o model.cdx.json
  reward-reports export reward-report.yaml --format croissant --dataset rankings -o rankings.json
  reward-reports export reward-report.yaml --format eu-ai-act -o annex-iv.md

\b
Exit codes: 0 the export was written; 2 the command failed.
"""
_MOST_BYTES = 16 * 1024 * 1024
"""The largest card that is written into."""
_FORMS = {
    "model-card": "a Hugging Face model card",
    "cyclonedx": "a CycloneDX 1.6 bill of materials with a model card, JSON",
    "croissant": "the preference data as a Croissant 1.0 data set with its vocabulary for responsible AI, JSON-LD",
    "eu-ai-act": "which field answers which item of Annex IV of the EU AI Act",
    "nist-ai-rmf": "the same for the NIST AI Risk Management Framework",
    "fmti": "the same for the Foundation Model Transparency Index",
    "eu-ai-act-json": "the first of these tables as JSON",
    "nist-ai-rmf-json": "the second",
    "fmti-json": "the third",
}
_MARKDOWN = frozenset({"model-card", "eu-ai-act", "nist-ai-rmf", "fmti"})


@click.command(epilog=_EPILOG)
@click.argument("report", metavar="REPORT")
@format_option(_FORMS, None, "--to")
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
    """Convert a report for other tools, or show which fields address the items of a framework.

    model-card is a Hugging Face model card, cyclonedx a CycloneDX 1.6 bill of materials with a model card, and croissant the
    preference data as a Croissant 1.0 data set with its responsible AI vocabulary. eu-ai-act (Annex IV), nist-ai-rmf and
    fmti are tables of the items of each framework and the fields that address them, or JSON with -json at the end. No
    table claims compliance. One of --format (also called --to) and --into is required.
    """
    from reward_reports.cli.reports import load_for
    from reward_reports.exchange.exporting import export, into_card

    if form is not None and into is not None:
        raise click.UsageError("give either --format or --into, not both")
    folder = Path(report).parent
    if into is None:
        form = format_of(form, output, _FORMS, None)
        text = export(load_for(report, audience), form, audience, folder, today, dataset)
        write_output(text, output, "markdown" if form in _MARKDOWN else "json")
        return 0
    if dataset is not None:
        raise click.UsageError("--dataset applies to --format croissant; leave it out with --into")
    if output:
        raise click.UsageError("--into writes to the card; leave out --output")
    loaded = load_for(report, audience)
    check_no_input(into)
    card = _read(into)
    made = into_card(loaded, card.decode(), into, audience, folder)
    write_file(into, made.encode(), seen=card)
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
