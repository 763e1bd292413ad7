"""`reward-reports export`: a report in the forms that other tools and other questions ask for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_file
from reward_reports.base.writing import write_file
from reward_reports.cli.options import audience_option, output_option, today_option, write_output

_EPILOG = """\b
Examples:
  reward-reports export reward-report.yaml --to model-card -o README.md
  reward-reports export reward-report.yaml --into README.md
  reward-reports export reward-report.yaml --to cyclonedx -o model.cdx.json
  reward-reports export reward-report.yaml --to croissant --dataset rankings -o rankings.json
  reward-reports export reward-report.yaml --to eu-ai-act -o annex-iv.md
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
@click.option("--to", type=click.Choice(list(_FORMS)), help="What to make; see above.")
@click.option("--into", metavar="CARD", help="A model card whose section about the report is written, or written anew.")
@click.option(
    "--dataset", metavar="ID", help="With croissant: which collection of preference data; without, all as one data set."
)
@output_option
@audience_option
@today_option
def command(
    report: str,
    to: str | None,
    into: str | None,
    dataset: str | None,
    output: str | None,
    audience: str,
    today: date | None,
) -> int:
    """Turn a report into a form that other tools read, or a table of what others ask for and where the report speaks of it.

    model-card is a Hugging Face model card, cyclonedx a CycloneDX 1.6 bill of materials with a model card, croissant the preference
    data as a Croissant 1.0 data set with its vocabulary for responsible AI. eu-ai-act (Annex IV), nist-ai-rmf and fmti are tables of what others ask
    for and which fields speak of it; with -json at the end as data. No table states that anything is complied with.
    """
    from reward_reports.cli.reports import load_for
    from reward_reports.exchange.exporting import export, into_card

    if (to is None) == (into is None):
        raise click.UsageError("say either what to make with --to, or which card to write into with --into")
    folder = Path(report).parent
    if into is None:
        form = "markdown" if to in _MARKDOWN else "json"
        write_output(export(load_for(report, audience), str(to), audience, folder, today, dataset), output, form)
        return 0
    if dataset is not None:
        raise click.UsageError("--dataset chooses what --to croissant exports; leave it out with --into")
    if output:
        raise click.UsageError("--into writes into the card; leave out --output")
    card = _read(into)
    made = into_card(load_for(report, audience), card.decode(), into, audience, folder)
    write_file(into, made.encode(), seen=card)
    return 0


def _read(card: str) -> bytes:
    """Return a card, whose bytes are UTF-8."""
    if not Path(card).exists():
        raise InputError(f"{card} does not exist; make it with --to model-card")
    raw = read_file(card, _MOST_BYTES)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        raise InputError(f"{card} is not UTF-8: byte {error.start + 1}; save it as UTF-8") from None
    return raw
