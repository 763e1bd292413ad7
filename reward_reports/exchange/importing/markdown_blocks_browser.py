"""Markdown as blocks in the browser, where the parser of `markdown_blocks` cannot run."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from reward_reports.linting.extract.markdown import MAX_NESTED

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CODE = ("fence", "code_block")


def blocks_simply(text: str, lines: list[str]) -> Iterator[tuple[str, int, int, str, bool]]:
    """Give the values of a `Block` for each block that lies in no other and is not HTML."""
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text, environment)
    code = [token.map[0] for token in tokens if token.type in _CODE and token.map]
    for at, token in enumerate(tokens):
        if token.level or token.nesting == -1 or token.map is None or token.type == "html_block":
            continue
        start, end = token.map[0], _without_blanks(lines, *token.map)
        heading = tokens[at : at + 3] if token.type == "heading_open" else []
        html = _parser().renderer.render(heading, _parser().options, environment)
        holds_code = bisect_left(code, start) < bisect_left(code, end)
        yield "pre" if token.type in _CODE else token.tag, start, end, html, holds_code


def code_lines_simply(text: str) -> Iterator[int]:
    """Give the lines of a text, from 0, that are code, also within lists and quotations."""
    lines = text.split("\n")
    for token in _parser().parse(text):
        if token.type in _CODE and token.map:
            yield from range(token.map[0], _without_blanks(lines, *token.map))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTED}).enable("table")


def _without_blanks(lines: list[str], start: int, end: int) -> int:
    end = min(end, len(lines))
    while end > start + 1 and not lines[end - 1].strip(" \t>"):
        end -= 1
    return end
