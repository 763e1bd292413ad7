"""Markdown as blocks: which lines each takes, by CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)(ul|ol|blockquote|table|pre|p|h[1-6r])\b")
_PLACE = re.compile(r'(?: start="\d+")? data-sourcepos="(\d+):\d+-(\d+):(\d+)"[^>]*>')
_CODE = re.compile(r'<pre data-sourcepos="(\d+):\d+-(\d+):')
ATX = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]|\Z)")
"""How a heading begins that is not underlined."""
_UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*")
_DEFINITION = re.compile(
    r"""[ ]{0,3}\[(?:[^\[\]\\]|\\.)+\]:\s*(?:<[^<>\n]*>|\S+)(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\)))?[ \t]*\n""",
    re.DOTALL,
)
"""The definition of a link, which may stand right above the first line of a heading that is underlined."""
HTML = "html"
"""The kind of a block of HTML, and of the definition of a link."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block that lies in no other.

    Attributes:
        kind: the element of HTML that it is, or `HTML`.
        start: its first line, from 0.
        end: the line behind it.
        html: what it is in HTML, without its own tags; what it looks like itself for `HTML`.
    """

    kind: str
    start: int
    end: int
    html: str

    @property
    def holds_code(self) -> bool:
        """Whether lines of code are in it."""
        return self.kind == "pre" or "<pre" in self.html


def blocks_of(text: str, lines: list[str]) -> list[Block]:
    """Return the blocks of a text, in their order; every line that is not blank is in one.

    Args:
        text: Markdown.
        lines: its lines.
    """
    known = list(_known(text, lines))
    made: list[Block] = []
    at = 0
    for block in known:
        made += _others(lines, at, block.start)
        made.append(block)
        at = max(at, block.end)
    return [*made, *_others(lines, at, len(lines))]


def code_lines(text: str) -> frozenset[int]:
    """Return the lines of a text, from 0, that are code, also within lists and quotations."""
    found = _CODE.finditer(_html(text))
    return frozenset(number for one in found for number in range(int(one[1]) - 1, int(one[2])))


def _html(text: str) -> str:
    """Return a text as HTML. Tags and comments in it are escaped or gone, so that every tag is the converter's own."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    made: str = cmarkgfm.markdown_to_html_with_extensions(
        text, options=Options.CMARK_OPT_SOURCEPOS, extensions=["table"]
    )
    return made


def _known(text: str, lines: list[str]) -> Iterator[Block]:
    html = _html(text)
    depth, kind, at, place = 0, "", 0, None
    for tag in _TAG.finditer(html):
        if tag[1]:
            depth -= 1
            if depth == 0 and place:
                yield _block(kind, place, html[at : tag.start()], lines)
            continue
        if depth == 0:
            kind, place = tag[2], _PLACE.match(html, tag.end())
            at = place.end() if place else tag.end()
        if tag[2] != "hr":
            depth += 1
        elif depth == 0 and place:
            yield _block("hr", place, "", lines)


def _block(kind: str, place: re.Match[str], html: str, lines: list[str]) -> Block:
    start, end = int(place[1]) - 1, int(place[2]) - (place[3] == "0")
    if kind[0] != "h" or kind == "hr":
        return Block(kind, start, end, html)
    end = _end_of_heading(start, lines)
    return Block(kind, start + _lines_of_definitions(lines[start:end]), end, html)


def _end_of_heading(start: int, lines: list[str]) -> int:
    """Return the line behind a heading; one that is underlined may take several lines."""
    if ATX.match(lines[start]):
        return start + 1
    end = start + 2
    while end < len(lines) and not _UNDERLINE.fullmatch(lines[end - 1]):
        end += 1
    return end


def _lines_of_definitions(lines: list[str]) -> int:
    """Count the lines that define links; the converter takes them for a part of the heading below."""
    text = "\n".join(lines[:-1])
    at = 0
    while found := _DEFINITION.match(text, at):
        at = found.end()
    return text.count("\n", 0, at)


def _others(lines: list[str], start: int, end: int) -> Iterator[Block]:
    """Give the runs of lines, without blank ones, that belong to no known block."""
    at = start
    while at < end:
        behind = at
        while behind < end and lines[behind].strip():
            behind += 1
        if behind > at:
            yield Block(HTML, at, behind, "\n".join(lines[at:behind]))
        at = behind + 1
