"""Markup of ours with values of others in it."""

from __future__ import annotations

from markupsafe import Markup, escape


def filled(markup: str, *values: object) -> Markup:
    """Return markup of ours with each `%s` filled by a value, escaped. `Markup.format` does the same in six times the time."""
    return Markup(markup % tuple(map(escape, values)))  # noqa: S704 every value is escaped
