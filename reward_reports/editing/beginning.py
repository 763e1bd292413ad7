"""What a new report may begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from reward_reports.base.errors import InputError
from reward_reports.report.model.values import id_from
from reward_reports.report.schema.template import template

TEMPLATES: dict[str, tuple[str, ...]] = {"minimal": (), "full": (), "rlhf": ("rlhf",), "recommender": ("recommender",)}
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
    return template(
        title=title,
        identity=id_from(title, "report"),
        today=today,
        profiles=TEMPLATES[chosen],
        minimal=chosen == "minimal",
    )
