"""A report in the format that another tool asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reward_reports.base.errors import ConfigError
from reward_reports.exchange.exporting import model_card
from reward_reports.exchange.exporting.formats import EXPORTERS
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.redacted import check_choice, edition
from reward_reports.report.model import Report

_FORMATS = {one.name: one for one in EXPORTERS}


def export(
    report: Report,
    to: str,
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    dataset: str | None = None,
) -> str:
    """Return a report in another form.

    Args:
        report: the report.
        to: the name of an exporter in `formats.py`.
        audience: who reads; answers for a narrower circle are not in it.
        folder: where the report lies.
        today: the date that counts as today, where the form tells one.
        dataset: for `croissant`, the id of the collection of preference data; all of them together if left out.

    Raises:
        ConfigError: if the form or the audience is unknown, or the form has no data sets.
        InputError: if the report holds nothing that the form is for.
    """
    check_choice("form", to, _FORMATS)
    shown = edition(report, "paper", audience, Files(folder), today)
    if dataset is None:
        return _FORMATS[to](shown)
    if to != "croissant":
        raise ConfigError(f"{to} has no data sets to choose from; leave out the data set, or export to croissant")
    return _FORMATS[to](shown, dataset=dataset)


def into_card(report: Report, card: str, name: str, audience: str = "public", folder: Path | None = None) -> str:
    """Return a model card with the section about the report in it; see `model_card.put_into`."""
    return model_card.put_into(card, model_card.as_section(edition(report, "paper", audience, Files(folder))), name)
