"""A report as JSON: data that load again as the same report, alone or with the audience it is for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reward_reports.base.escaping.data import dump
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.model import Answer, Base, Report
from reward_reports.report.model.states import held_back


def as_json(seen: Report) -> str:
    """Return a report, redacted for its audience, as JSON in the format's own keys; what says nothing is left out."""
    return seen.model_dump_json(by_alias=True, exclude_defaults=True, indent=1) + "\n"


def edition_as_json(edition: Edition) -> str:
    """Return a report with what a program must know of this edition of it, the same in every layout.

    `document` is what `as_json` gives; free keys (`x-…`) are left out, for nothing says who may read them. `held_back`
    names the answers that are not in this edition.
    """
    return dump(
        {
            "schema_version": edition.report.schema_version,
            "audience": edition.audience,
            "held_back": [".".join(path) for path in _held_back(edition.report, edition.audience, ())],
            "document": json.loads(as_json(edition.report)),
        }
    )


def _held_back(value: Any, audience: str, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Answer) and held_back(value, audience):
        yield path
    elif isinstance(value, Base):
        for name in type(value).model_fields:
            yield from _held_back(getattr(value, name), audience, (*path, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _held_back(item, audience, (*path, str(number)))
