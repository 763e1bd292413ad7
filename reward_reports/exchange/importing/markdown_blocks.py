"""Markdown as blocks: which lines each takes, by CommonMark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reward_reports.publishing.rendering.prose_source import HAS_PARSER, TOO_DEEP, WIDE, Utf8Text, label_key, name_of

_UNREAD = re.compile(rf"(?:{TOO_DEEP.pattern}|{WIDE.pattern.decode()})[^\n]*", re.MULTILINE)
"""Lines for which the parser's work grows faster than the text."""
HTML = "html"
"""The kind of a block of HTML, of the definition of a link, and of lines of more lists or columns than anybody reads."""
_CODE = "CodeBlock"
_KINDS = {"Paragraph": "p", "BlockQuote": "blockquote", _CODE: "pre", "Table": "table", "HtmlBlock": HTML, "Rule": "hr"}
_AROUND = frozenset({"List", "Item"})
"""Blocks whose end, by the parser, is the beginning of the next block."""


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A block that lies in no other.

    Attributes:
        kind: the element of HTML that it is, or `HTML`.
        start: its first line, from 0.
        end: the line behind it.
        html: what a heading is in HTML, with the author's own tags; empty for other blocks.
        holds_code: whether lines of code are in it.
    """

    kind: str
    start: int
    end: int
    html: str = ""
    holds_code: bool = False


def blocks_of(text: str, lines: list[str]) -> list[MarkdownBlock]:
    """Return the blocks of a text, in their order; every line that is not blank is in one.

    Args:
        text: Markdown.
        lines: its lines.
    """
    blocks: list[MarkdownBlock] = []
    at = 0
    for block in _known(text) if HAS_PARSER else _known_simply(text, lines):
        blocks += _others(lines, at, block.start)
        blocks.append(block)
        at = block.end
    return [*blocks, *_others(lines, at, len(lines))]


def code_lines(text: str) -> frozenset[int]:
    """Return the lines of a text, from 0, that are code, also within lists and quotations."""
    if not HAS_PARSER:
        from reward_reports.exchange.importing.markdown_blocks_browser import code_lines_simply

        return frozenset(code_lines_simply(_UNREAD.sub("", text)))
    source, lines = _read(text)
    return frozenset(
        number
        for event, place in source.events()
        if name_of(_what(event, "Start")) == _CODE
        for number in range(*lines.of(place["start"], place["end"]))
    )


class _Lines:
    """Finds the lines of places in a source."""

    def __init__(self, source: Utf8Text) -> None:
        self._raw = source.raw
        self._ends = [match.start() for match in re.finditer(b"\n", source.raw)]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Return the first line and the one behind the last that is not blank."""
        return bisect_left(self._ends, start), bisect_left(self._ends, start + len(self._raw[start:end].rstrip())) + 1


def _read(text: str) -> tuple[Utf8Text, _Lines]:
    source = Utf8Text(_UNREAD.sub("", text).encode())
    return source, _Lines(source)


def _known(text: str) -> Iterator[MarkdownBlock]:
    source, lines = _read(text)
    ends = {label_key(label): end["dest"] for label, end in source.definitions().items()}
    depth, kind, code, last = 0, "", False, 0
    for event, place in source.events():
        start, end = place["start"], place["end"]
        started, ended = _what(event, "Start"), _what(event, "End")
        name = name_of(started or ended)
        kind = kind if depth else _kind(started or event)
        depth += (started is not None) - (ended is not None)
        code |= name == _CODE
        last = max(last, start + 1 if name in _AROUND else end)
        if not depth:
            if kind != HTML:
                html = _html(source.part(start, end), ends) if name == "Heading" else ""
                yield MarkdownBlock(kind, *lines.of(start, last), html, code)
            code = False


def _known_simply(text: str, lines: list[str]) -> Iterator[MarkdownBlock]:
    from reward_reports.exchange.importing.markdown_blocks_browser import blocks_simply

    return (MarkdownBlock(*one) for one in blocks_simply(_UNREAD.sub("", text), lines))


def _what(event: Any, does: str) -> Any:
    return event.get(does) if isinstance(event, dict) else None


def _kind(started: Any) -> str:
    name = name_of(started) or ""
    if name == "Heading":
        return str(started[name]["level"]).lower()
    if name == "List":
        return "ul" if started[name] is None else "ol"
    return _KINDS[name]


def _html(heading: str, ends: dict[str, str]) -> str:
    """Return a heading as HTML; the ends of its links may stand in definitions elsewhere."""
    import pyromark

    def end_of(link: Any) -> tuple[str, str] | None:
        end = ends.get(label_key(link["reference"]))
        return None if end is None else (end, "")

    return pyromark.html(heading, broken_link_callback=end_of)


def _others(lines: list[str], start: int, end: int) -> Iterator[MarkdownBlock]:
    """Give the runs of lines, without blank ones, that belong to no known block."""
    at = start
    while at < end:
        behind = at
        while behind < end and lines[behind].strip():
            behind += 1
        if behind > at:
            yield MarkdownBlock(HTML, at, behind)
        at = behind + 1
