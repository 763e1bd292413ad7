"""What a new report may begin with: a template, or an old report."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from reward_reports.base.errors import InputError
from reward_reports.report.model.values import id_from
from reward_reports.report.schema.one_page import one_page
from reward_reports.report.schema.template import template

TEMPLATES: dict[str, tuple[str, ...]] = {
    "minimal": (),
    "one-page": (),
    "full": (),
    "rlhf": ("rlhf",),
    "recommender": ("recommender",),
}
"""The templates of a new report, and the profiles of each."""


def new_text(request: dict[str, Any], today: date) -> str:
    """Return the text of a new report.

    Args:
        request: what the form sent: `title` and `template`.
        today: the date of the first version.

    Raises:
        InputError: if there is no title or no such template.
    """
    title, chosen = request.get("title"), request.get("template")
    if not isinstance(title, str) or not title.strip():
        raise InputError("Give the report a title first.")
    if chosen not in TEMPLATES:
        raise InputError(f"choose a template: {', '.join(TEMPLATES)}")
    title = " ".join(title.split())
    identity = id_from(title, "report")
    if chosen == "one-page":
        return one_page(title=title, identity=identity, today=today)
    return template(
        title=title, identity=identity, today=today, profiles=TEMPLATES[chosen], minimal=chosen == "minimal"
    )


def imported_text(request: dict[str, Any]) -> tuple[str, str]:
    """Return an old report or a model card as the text of a new report, and what became of it in words.

    Args:
        request: what the form sent: `name`, that of the file, and `text`.

    Raises:
        InputError: if it cannot be read, or holds nothing that a report asks for.
    """
    from reward_reports.exchange.importing import convert
    from reward_reports.exchange.importing.account import ASIDE, MIXED, TAKEN
    from reward_reports.exchange.importing.reading import read_source

    name, text = request.get("name"), request.get("text")
    if not isinstance(name, str) or not isinstance(text, str):
        raise InputError("the request needs `name` and `text`")
    converted = convert([read_source(text.encode(), name.replace("\\", "/").rpartition("/")[2])])
    states = Counter(row.state for row in converted.rows)
    taken, aside = states[TAKEN] + states[MIXED], states[ASIDE]
    words = f"{taken} {'answer was' if taken == 1 else 'answers were'} taken from {converted.name}"
    if aside:
        words += f"; {aside} {'text matches' if aside == 1 else 'texts match'} no question and can be found in the YAML"
    return converted.yaml, ". ".join([words, *converted.notes]) + "."
