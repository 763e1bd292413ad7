"""The templates we ship, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reward_reports.rendering.prose_markdown import Md, escaped
from reward_reports.resources import directory

_GAPS = re.compile(r"\n{3,}")


@cache
def html_templates() -> Environment:
    """Return the HTML templates; whatever is not marked as safe is escaped."""
    return _environment("html", autoescape=True)


@cache
def markdown_templates() -> Environment:
    """Return the Markdown templates; whatever is not Markdown already is escaped."""
    environment = _environment("markdown", finalize=_written)
    environment.filters.update(hang=_hang, made=_made, comment=_in_comment)
    return environment


def _environment(name: str, **more: Any) -> Environment:
    return Environment(  # noqa: S701 HTML is escaped, Markdown has its own escaping in `finalize`
        loader=FileSystemLoader(directory("templates") / name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        **more,
    )


def _written(value: object) -> object:
    if isinstance(value, Md) or not isinstance(value, str):
        return value
    return escaped(value) if value.strip() else value


def _made(text: str) -> Md:
    """Return what a macro wrote, without blank lines at its ends and at most one in a row outside code."""
    return Md(_GAPS.sub("\n\n", text.strip("\n")))


def _hang(text: str, spaces: int) -> Md:
    """Return Markdown so that it stays inside a list item whose text begins at a column."""
    body = text if isinstance(text, Md) else escaped(text)
    if "\n" not in body and not body.startswith(("- ", "|")):
        return Md(f" {body}" if body else "")
    indent = " " * spaces
    return Md("\n\n" + "\n".join(indent + line if line.strip() else "" for line in body.split("\n")))


def _in_comment(text: str) -> Md:
    """Return words that may stand inside an HTML comment: one line that cannot end it."""
    return Md(re.sub(r"[<>]|--+|-\Z|\A-", " ", " ".join(text.split())))
