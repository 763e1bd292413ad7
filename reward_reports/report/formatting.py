"""Tidies a report as text edits: what it says, its comments and its order stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Span
from reward_reports.base.errors import InvalidReportError
from reward_reports.report.loading import Document, load_text
from reward_reports.report.loading.positions import scalar_spans

if TYPE_CHECKING:
    from yaml.nodes import Node

_TRAILING = re.compile(r"[ \t]+(?=\n)")
_BLANK_LINES = re.compile(r"\n{3,}")
_GAP = re.compile(r"[ \t]*:[ \t]+(?=[^\s#]|\Z)")
"""Between a key and a value on its line."""
_KEEPS_ALL = re.compile(r"[|>]\d?\+")


def tidy(document: Document) -> str:
    """Return the text with line feeds as line ends, no blanks at line ends, and one line feed at the end.

    Of several blank lines one is left, and `: ` stands between a key and a value on its line. Values and comments stay as
    they are, and so does the indentation: authors line up comments and long texts by it.

    Raises:
        InvalidReportError: if the text is not valid YAML, or tidying would change what it says.
    """
    if document.data is None or document.root is None:
        raise InvalidReportError(document.first_problem())
    unified = load_text(document.text.replace("\r\n", "\n"), document.name)
    if unified.root is None:
        raise InvalidReportError(f"{document.name} cannot be tidied: its line ends are part of its values")
    tidied = _tidied(unified.text, unified.root)
    if load_text(tidied).data != unified.data:
        raise InvalidReportError(f"{document.name} cannot be tidied without changing what it says")
    return tidied


def _tidied(text: str, root: Node) -> str:
    result, at = "", 0
    for span in _values(text, root):
        between = _between(text[at : span.start])
        result += (between if at else between.lstrip("\n")) + text[span.start : span.end]
        at = span.end
    rest = _between(text[at:] + "\n").rstrip(" \t\n")
    whole = at == len(text) and (text.endswith("\n") or _ends_in_block(text, root))
    return result + rest + ("" if whole else "\n")


def _between(text: str) -> str:
    """Tidy what stands between two values: keys' colons, dashes, brackets, comments and blank lines."""
    text = _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text))
    gap = _GAP.match(text)
    return f": {text[gap.end() :]}" if gap else text


def _values(text: str, root: Node) -> list[Span]:
    """Return where keys and values stand. The blank lines below a block are not part of it, unless its header says so."""
    spans = []
    for span in sorted(scalar_spans(root, text), key=lambda span: span.start):
        inner = _content(text, span) if text[span.start : span.start + 1] == "\n" else span
        if 0 <= inner.start < inner.end:
            spans.append(inner)
    return spans


def _content(text: str, block: Span) -> Span:
    header = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    lines = text[block.start + 1 : block.end]
    if not _KEEPS_ALL.search(header):
        last = lines.rfind("\n") + 1
        lines = (lines[:last] if lines[last:].isspace() else lines).rstrip("\n")
    return Span(block.start + 1, block.start + 1 + len(lines))


def _ends_in_block(text: str, root: Node) -> bool:
    """Whether the file ends inside a block value without a line feed, which would count."""
    return any(span.end >= len(text) and text[span.start : span.start + 1] == "\n" for span in scalar_spans(root, text))
