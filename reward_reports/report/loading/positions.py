"""From a path to the characters in the file, and from characters to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml.nodes import CollectionNode, MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Path, Problem, Span
from reward_reports.report.loading.tree_walk import scalars_of

if TYPE_CHECKING:
    from yaml.nodes import Node


@dataclass(frozen=True, slots=True)
class Place:
    """Lines and columns, counted from 1 in characters; the end is exclusive. Lines end at a line feed only."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class FoundNode:
    """What a path leads to.

    Attributes:
        key: the node of the key, or None for an entry of a list and the root.
        value: the node of the value.
        whole: whether the path was followed to its end.
    """

    key: Node | None
    value: Node
    whole: bool


def find(root: Node, path: Path) -> FoundNode:
    """Follow a path as far as it goes, also through the short forms of answers and registers."""
    key, node = None, root
    for step in path:
        child = _child(node, step)
        if child is None:
            if step == "items" and isinstance(node, SequenceNode):
                continue  # a bare list is a whole register
            if step in ("text", "value") and isinstance(node, ScalarNode):
                continue  # a bare scalar is a whole answer
            return FoundNode(key, node, whole=False)
        key, node = child
    return FoundNode(key, node, whole=True)


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def span_of(text: str, root: Node | None, problem: Problem) -> Span:
    """Return the characters that a problem is about, short enough to be shown with a caret."""
    if problem.span is not None:
        return problem.span
    if root is None:
        return Span(0, 0)
    node = find(root, problem.path)
    if problem.on == "value" and node.whole and isinstance(node.value, ScalarNode):
        if problem.within is not None:
            return inside(text, node.value, problem.within)
        return first_line(text, trimmed(text, node.value))
    if node.key is not None:
        return Span(node.key.start_mark.index, node.key.end_mark.index)
    return first_line(text, trimmed(text, node.value)) if node.value is not root else Span(0, line_end(text, 0))


def trimmed(text: str, node: Node) -> Span:
    """Return the characters of a node without the blanks and comments that the parser counts to its end."""
    start, end = node.start_mark.index, node.end_mark.index
    last = node
    while isinstance(last, CollectionNode) and last.value and not last.flow_style:
        child = last.value[-1]
        last = child[1] if isinstance(last, MappingNode) else child
        if last.end_mark.index < start:  # an alias to something that stands earlier
            break
        end = last.end_mark.index
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return Span(start, end)


def word_span(node: Node) -> Span:
    """Return where a key or value of one word stands, without an anchor (`&name`) before it."""
    start, end = node.start_mark.index, node.end_mark.index
    plain = isinstance(node, ScalarNode) and not node.style
    return Span(max(start, end - len(node.value)) if plain else start, end)


def first_line(text: str, span: Span) -> Span:
    """Return the part of a span that stands on its first line."""
    return Span(span.start, min(span.end, line_end(text, span.start)))


def line_end(text: str, start: int) -> int:
    """Return where the line that a character stands on ends, before its line break."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return end - 1 if end > start and text[end - 1] == "\r" else end


def inside(text: str, node: ScalarNode, within: tuple[int, int]) -> Span:
    """Return the characters of the file that a stretch of a scalar's value comes from."""
    raw = trimmed(text, node)
    start, end = within
    if node.style == "|":
        return _inside_literal(text, node, start, end)
    shift = 1 if node.style in ("'", '"') else 0
    source = text[raw.start + shift : raw.end - shift]
    if source == node.value:  # no escapes, no folding
        return Span(raw.start + shift + start, raw.start + shift + end)
    return _search(text, raw, node.value, start, end)


def _inside_literal(text: str, node: Node, start: int, end: int) -> Span:
    """Line k of a literal block is the k-th line below its header, behind the indentation."""
    before = node.value[:start].count("\n")
    at = text.find("\n", node.start_mark.index) + 1
    for _ in range(before):
        at = text.find("\n", at) + 1
    line_start = node.value.rfind("\n", 0, start) + 1
    stop = node.value.find("\n", start)
    length = (len(node.value) if stop < 0 else stop) - line_start
    indent = line_end(text, at) - at - length
    begin = at + max(indent, 0) + start - line_start
    return Span(begin, min(begin + end - start, line_end(text, at)))


def _search(text: str, raw: Span, value: str, start: int, end: int) -> Span:
    """Find a stretch of a folded or escaped value by its words; the whole first line if it is unclear."""
    words = value[start:end].split()
    if not words:
        return _search_escape(text, raw, value, start)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    nth = sum(1 for match in pattern.finditer(value) if match.start() < start)
    matches = list(pattern.finditer(text, raw.start, raw.end))
    if nth >= len(matches):
        return _search_escape(text, raw, value, start)
    return first_line(text, Span(*matches[nth].span()))


_ESCAPES = dict(zip("\0\a\b\t\v\f\x1b\x85\xa0\u2028\u2029", "0abtvfeN_LP", strict=True))


def _search_escape(text: str, raw: Span, value: str, at: int) -> Span:
    """Find the escape of YAML that a character of a value comes from; the whole first line if there is none."""
    code = ord(value[at])
    numbers = rf"(?i:x{code:02x}|u{code:04x}|U{code:08x})"
    spelt = rf"\\(?:{'|'.join([numbers, *_ESCAPES.get(value[at], ())])})"
    matches = list(re.finditer(spelt, text[raw.start : raw.end]))
    nth = value.count(value[at], 0, at)
    if nth >= len(matches):
        return first_line(text, raw)
    return Span(raw.start + matches[nth].start(), raw.start + matches[nth].end())


def scalar_spans(root: Node, text: str) -> list[Span]:
    """Return where all scalar values and keys of a tree stand; of a block, what follows its header line."""
    return [Span(start, end) for start, end in scalar_places(root, text)]


def scalar_places(root: Node, text: str) -> Iterator[tuple[int, int]]:
    """Give what `scalar_spans` returns as pairs of numbers, which cost less."""
    for node in scalars_of(root):
        start = node.start_mark.index
        if node.style in ("|", ">"):
            start = text.find("\n", start)
        yield start, node.end_mark.index


class Lines:
    """The line starts of a text, to turn characters into lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, span: Span) -> Place:
        """Return the lines and columns of a span."""
        line, column = self._point(span.start)
        end_line, end_column = self._point(max(span.end, span.start))
        return Place(line, column, end_line, end_column)

    def index(self, line: int, column: int) -> int:
        """Return the character at a line and a column, both counted from 1."""
        return self._starts[line - 1] + column - 1

    def _point(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1
