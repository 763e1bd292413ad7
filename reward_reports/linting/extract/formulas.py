"""The formulas of a report: in the fields made for them, and between dollar signs in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.linting.extract.addresses import prose
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.linting.context import Context

_IN_PROSE = lazy(
    r"""
    \\[\\`$\[\]<]
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*
    | (?:https?://|www\.)[^\s<]+
    | \$\$(?P<display>(?:[^$\n]|\n(?![ \t]*\n))+)\$\$
    | (?<![\w$])\$(?![\s$])(?P<inline>(?:[^$\n]|\n(?![ \t]*\n))*?)(?<![\s\\])\$(?![\d$])
    """,
    re.VERBOSE,
)
"""A formula, or what pages take before they look for one: an escaped sign, an address."""


def find_formulas(context: Context) -> Iterator[tuple[Path, str, int]]:
    """Give each formula with the path of its text and where it begins in it."""
    yield from _in_fields(context)
    if "$" in context.document.text:
        for path, text in prose(context, "$"):
            for match in _IN_PROSE.finditer(text):
                name = match.lastgroup
                if name is not None and path[-1] not in ("formula", "expression"):
                    yield long_form(path), match[name], match.start(name)


def _in_fields(context: Context) -> Iterator[tuple[Path, str, int]]:
    details = context.report.implementation.reward_details
    path = ("implementation", "reward_details")
    if details.formula:
        yield (*path, "formula"), details.formula, 0
    for index, term in enumerate(details.items):
        if term.expression:
            yield (*path, "items", index, "expression"), term.expression, 0
