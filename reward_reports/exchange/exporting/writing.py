"""What a report can be exported to, by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from reward_reports.base.errors import ConfigError
from reward_reports.exchange.exporting import croissant, crosswalk, cyclonedx, model_card
from reward_reports.exchange.exporting.frameworks import FRAMEWORKS
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.redacted import Edition, check_choice, edition
from reward_reports.report.model import Report

FORMATS: dict[str, Callable[[Edition], str]] = {
    "model-card": model_card.as_card,
    "cyclonedx": cyclonedx.as_json,
    "croissant": croissant.as_json,
    **{one.name: partial(crosswalk.as_markdown, framework=one) for one in FRAMEWORKS},
    **{f"{one.name}-json": partial(crosswalk.as_json, framework=one) for one in FRAMEWORKS},
}
"""What makes the text of each."""


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
        to: one of `FORMATS`.
        audience: who reads; answers for a narrower circle are not in it.
        folder: where the report lies.
        today: the date that counts as today, where the form tells one.
        dataset: for `croissant`, the id of the collection of preference data; all of them together if left out.

    Raises:
        ConfigError: if the form or the audience is unknown, or the form has no data sets.
        InputError: if the report holds nothing that the form is for.
    """
    check_choice("form", to, FORMATS)
    shown = edition(report, "paper", audience, Files(folder), today)
    if dataset is None:
        return FORMATS[to](shown)
    if to != "croissant":
        raise ConfigError(f"{to} has no data sets to choose from; leave out the data set, or export to croissant")
    return croissant.as_json(shown, dataset)


def into_card(report: Report, card: str, name: str, audience: str = "public", folder: Path | None = None) -> str:
    """Return a model card with the section about the report in it; see `model_card.put_into`."""
    return model_card.put_into(card, model_card.as_section(edition(report, "paper", audience, Files(folder))), name)
