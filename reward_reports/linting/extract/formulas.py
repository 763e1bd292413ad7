"""The formulas of a report: in the fields made for them, and between dollar signs in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.linting.extract.markdown import blocks_of_math, without_code
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.linting.context import Context

_IN_PROSE = lazy(
    r"""
    \\[\\`$\[\]<]
    | <!--(?s:(?!<!--).)*?--> | </?[A-Za-z][^<>\n]*>
    | \[@[^\[\]\n]*\]
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"\n]*"(?=\)))?
    | (?:https?://|www\.)[^\s<]+
    | \$\$(?P<display>(?:[^$\n]|\n(?![ \t]*\n))+)\$\$
    | (?<![\w$])\$(?P<code>[ ]{3,})\$(?![\d$])
    | (?<![\w$])\$(?![\s$])(?P<inline>(?:\\[^\n]?+|[^$\\\n]|\n(?![ \t]*\n))*?)(?<!\s)\$(?![\d$])
    """,
    re.VERBOSE,
)
"""A formula, or what pages take before they look for one: an escaped sign, HTML, a citation, an address."""


def find_formulas(context: Context) -> Iterator[tuple[Path, str, int]]:
    """Give each formula with the path of its text and where it begins in it."""
    yield from _in_fields(context)
    if "$" in context.document.text or "math" in context.document.text:
        for path, text in context.strings:
            if path and (path[-1] in ("formula", "expression") or str(path[0]).startswith("x-")):
                continue
            for formula, start in _in_prose(text):
                yield long_form(path), formula, start


def _in_prose(text: str) -> Iterator[tuple[str, int]]:
    """Give the formulas of a Markdown text: between dollar signs, and in GitHub's two ways as code."""
    if "math" in text:
        yield from blocks_of_math(text)
    if "$" not in text:
        return
    for match in _IN_PROSE.finditer(without_code(text)):
        name = match.lastgroup
        if name == "code":
            start, end = match.span(name)
            if text[start] == text[end - 1] == "`":
                yield text[start + 1 : end - 1], start + 1
        elif name is not None:
            yield match[name], match.start(name)


def _in_fields(context: Context) -> Iterator[tuple[Path, str, int]]:
    details = context.report.implementation.reward_details
    path = ("implementation", "reward_details")
    if details.formula:
        yield (*path, "formula"), details.formula, 0
    for index, term in enumerate(details.items):
        if term.expression:
            yield (*path, "items", index, "expression"), term.expression, 0
