"""Tidies a report as text edits: what it says, its comments and its order stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reward_reports.errors import InvalidReportError
from reward_reports.loading import Document, load_text
from reward_reports.loading.places import scalar_spans

if TYPE_CHECKING:
    from yaml.nodes import Node

_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")


def tidy(document: Document) -> str:
    """Return the text with line feeds as line ends, no blanks at line ends, and one line feed at the end.

    Blanks inside values are left: they may be meant.

    Raises:
        InvalidReportError: if the text is no YAML, or tidying would change what it says.
    """
    if document.data is None or document.root is None:
        problem = document.problems[0]
        place = document.place(document.span(problem))
        raise InvalidReportError(f"{document.name}:{place.line}:{place.column}: {problem.message}. {problem.advice}")
    unified = load_text(document.text.replace("\r\n", "\n"), document.name)
    if unified.root is None:
        raise InvalidReportError(f"{document.name} cannot be tidied: its line ends are part of its values")
    made = _without_trailing_blanks(unified.text, unified.root)
    made = made.rstrip("\n") + "\n" if not _ends_in_block(unified.root, unified.text) else made
    if load_text(made).data != unified.data:
        raise InvalidReportError(f"{document.name} cannot be tidied without changing what it says")
    return made


def _without_trailing_blanks(text: str, root: Node) -> str:
    spans = scalar_spans(root, text)

    def replace(match: re.Match[str]) -> str:
        inside = any(span.start <= match.start() < span.end for span in spans)
        return match[0] if inside else ""

    return _TRAILING.sub(replace, text)


def _ends_in_block(root: Node, text: str) -> bool:
    """Whether the file ends inside a block value, whose last line feeds may count (`|+`)."""
    end = len(text)
    return any(span.end >= end for span in scalar_spans(root, text))
