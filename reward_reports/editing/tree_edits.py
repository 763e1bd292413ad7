"""Text edits of a YAML tree in the author's own layout. Whoever calls checks that the result is what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Edit, Path, Span
from reward_reports.editing.comments import comments
from reward_reports.editing.long_form import short_key
from reward_reports.editing.yaml_lines import as_entry, behind_key, on_one_line
from reward_reports.report.loading import Document
from reward_reports.report.loading.positions import trimmed
from reward_reports.report.loading.scalars import resolve
from reward_reports.report.model.fields import keys_of, model_at
from reward_reports.report.text_edits import expand_text, newline_of, quoted

_SHORT = ("text", "value", "of")


Parents = list[tuple[CollectionNode, Node | None]]
"""The collections that a place stands in, from the outermost one, each with its key."""


class UneditableError(Exception):
    """The place is laid out in a way that no edit here can change."""


class TreeEditor:
    """Makes the edits of one change to a document; `comments` holds where its comments stand."""

    def __init__(self, document: Document) -> None:
        if document.root is None:
            raise UneditableError("the file is not valid YAML")
        self._document = document
        self._root = document.root
        self._text = document.text
        self._newline = newline_of(document.text)
        self.comments = comments(document)

    def put(self, path: Path, value: Any) -> Sequence[Edit]:
        """Return the edits that put a value at a path in the long form."""
        parents: Parents = []
        node, key = self._root, None
        for depth, step in enumerate(path):
            if step == "items" and isinstance(node, SequenceNode):
                continue
            if isinstance(node, ScalarNode) and not _is_null(node) and step in _SHORT:
                continue
            rest = _nested(path[depth + 1 :], value)
            if isinstance(node, ScalarNode) and _is_null(node):
                return self._replace(parents, key, node, _shortened({str(step): rest}, path[:depth]))
            if not isinstance(node, CollectionNode) or (isinstance(node, SequenceNode) and isinstance(step, str)):
                return self._wrap(parents, key, node, path[:depth], str(step), rest)
            child = _child(node, step)
            if child is None:
                return self._insert(parents, key, node, path[:depth], step, _shortened(rest, path[: depth + 1]))
            parents.append((node, key))
            key, node = child
        return self._replace(parents, key, node, value)

    def remove(self, path: Path) -> Sequence[Edit]:
        """Return the edits that remove the key or entry at a path in the long form."""
        parents: Parents = []
        node, key = self._root, None
        for step in path:
            if step == "items" and isinstance(node, SequenceNode):
                continue
            if step in _SHORT and isinstance(node, ScalarNode):
                continue
            child = _child(node, step)
            if child is None:
                raise UneditableError("it is not written there")
            parents.append((_collection(node), key))
            key, node = child
        return self._remove(parents, key, node)

    def move(self, path: Path, index: int, to: int) -> Sequence[Edit]:
        """Return the edits that move an entry of the list at a path in the long form."""
        node, key = self._root, None
        for step in path:
            if step == "items" and isinstance(node, SequenceNode):
                continue
            child = _child(node, step)
            if child is None:
                raise UneditableError("there is no such list")
            key, node = child
        if not isinstance(node, SequenceNode):
            raise UneditableError("it is not a list")
        spans = [trimmed(self._text, one) for one in node.value] if node.flow_style else self._chunks(key, node)
        order = list(range(len(spans)))
        order.insert(to, order.pop(index))
        pieces = [self._text[span.start : span.end] for span in spans]
        return [
            Edit(span.start, span.end, pieces[place])
            for span, place in zip(spans, order, strict=True)
            if pieces[place] != self._text[span.start : span.end]
        ]

    def _chunks(self, key: Node | None, node: SequenceNode) -> list[Span]:
        """Return the lines of each entry without the last line break, with the comments above it."""
        ends = [self._line_end(self._end(entry)) for entry in node.value]
        first = self._line_start(self._dash(node, node.value[0]))
        floor = self._line_end(key.end_mark.index) + 1 if key is not None else 0
        while first > floor and self._text[self._line_start(first - 1) : first].lstrip().startswith("#"):
            first = self._line_start(first - 1)
        starts = [first, *(self._next_line(end) for end in ends[:-1])]
        if any(self._text[start:end].lstrip().startswith("- -") for start, end in zip(starts, ends, strict=True)):
            raise UneditableError("its entries are lists")
        return [Span(start, end) for start, end in zip(starts, ends, strict=True)]

    def _replace(self, parents: Parents, key: Node | None, node: Node, value: Any) -> Sequence[Edit]:
        """Return the edits that put a value in the place of another."""
        if not parents:
            raise UneditableError("it is the whole file")
        parent = parents[-1][0]
        span = Span(trimmed(self._text, node).start, self._end(node))
        is_alias = key is not None and node.start_mark.index < key.end_mark.index
        if is_alias or self._text.startswith(("&", "!", "*"), span.start):
            raise UneditableError("it has an anchor, an alias or a tag")
        if parent.flow_style or key is None:
            lead = " " if span.start == span.end and self._text[span.start - 1 : span.start] == ":" else ""
            return [Edit(span.start, span.end, lead + on_one_line(value))]
        return self._write_behind(key, span, behind_key(value))

    def _write_behind(self, key: Node, span: Span, lines: list[str]) -> Sequence[Edit]:
        """Write lines in the place of the value of a key in a block; comments that stood in it follow it."""
        colon = self._text.index(":", key.end_mark.index) + 1
        is_short = len(lines) == 1 and "\n" not in self._text[colon : span.end]
        if is_short:
            return [Edit(colon, max(span.end, colon), lines[0])]
        end = self._line_end(max(span.end, colon))
        column = key.start_mark.column
        written = [lines[0], *self._indented(lines[1:], column), *self._rescued(Span(colon, end), column)]
        return [Edit(colon, end, self._newline.join(written))]

    def _wrap(self, parents: Parents, key: Node | None, node: Node, path: Path, step: str, rest: Any) -> Sequence[Edit]:
        """Make a mapping of a short form, and put a key into it."""
        model = model_at(path)
        parent = parents[-1][0] if parents else None
        if model is None or key is None or parent is None:
            raise UneditableError("it has no keys")
        if isinstance(node, ScalarNode):
            short = short_key(node.value if node.style else resolve(node.value), model)
            expanded = expand_text(self._document, path, step, on_one_line(rest), short) if short else None
            if expanded is None:
                raise UneditableError("its words stand where no key can be put beside them")
            return expanded
        node = _collection(node)
        span = trimmed(self._text, node)
        inserted = f"{step}: {on_one_line(rest)}"
        if node.flow_style:
            return [Edit(span.start, span.start, f"{{{inserted}, items: "), Edit(span.end, span.end, "}")]
        colon = self._text.index(":", key.end_mark.index) + 1
        column = key.start_mark.column + 2
        inner = self._newline + " " * column
        edits = [Edit(colon, colon, f"{inner}{inserted}{inner}items:")]
        if self._column(self._dash(node, node.value[0])) < column:
            begin = self._next_line(self._line_end(colon))
            starts = [begin, *(begin + match.end() for match in re.finditer("\n", self._text[begin : span.end]))]
            edits += [Edit(start, start, "  ") for start in starts if self._text[start : start + 1] not in ("\r", "\n")]
        return edits

    def _insert(
        self,
        parents: Parents,
        key: Node | None,
        node: CollectionNode,
        path: Path,
        step: str | int,
        value: Any,
    ) -> Sequence[Edit]:
        """Put a new key or entry into a mapping or a list."""
        if not node.value:
            return self._replace(parents, key, node, [value] if isinstance(node, SequenceNode) else {str(step): value})
        if isinstance(node, SequenceNode):
            return self._append(node, step, value)
        if node.flow_style:
            end = max(self._end(node.value[-1][1]), node.value[-1][0].end_mark.index)
            return [Edit(end, end, f", {quoted(str(step))}: {on_one_line(value)}")]
        before = self._before(node.value, path, str(step))
        end = self._line_end(max(before[0].end_mark.index, self._end(before[1])))
        first, *rest = behind_key(value)
        lines = [f"{quoted(str(step))}:{first}", *rest]
        written = self._indented(lines, node.value[0][0].start_mark.column)
        return [Edit(end, end, "".join(self._newline + line for line in written))]

    def _before(self, entries: list[tuple[Node, Node]], path: Path, step: str) -> tuple[Node, Node]:
        """Return the entry behind which a new key is put: the order of the model, else at the end."""
        model = model_at(path)
        order = list(keys_of(model)) if model else []
        if step not in order:
            return entries[-1]
        earlier = set(order[: order.index(step)])
        return next((entry for entry in reversed(entries) if entry[0].value in earlier), entries[-1])

    def _append(self, node: SequenceNode, step: str | int, value: Any) -> Sequence[Edit]:
        if step != len(node.value):
            raise UneditableError("the list has no such place")
        last = node.value[-1]
        end = self._end(last)
        if node.flow_style:
            return [Edit(end, end, f", {on_one_line(value)}")]
        column = self._column(self._dash(node, last))
        end = self._line_end(end)
        is_flow = isinstance(last, CollectionNode) and last.flow_style
        lines = [f"- {on_one_line(value)}"] if is_flow else as_entry(value)
        return [Edit(end, end, "".join(self._newline + line for line in self._indented(lines, column)))]

    def _remove(self, parents: Parents, key: Node | None, node: Node) -> Sequence[Edit]:
        parent, parent_key = parents[-1]
        entries = [(one[0], one[1]) if isinstance(one, tuple) else (one, one) for one in parent.value]
        place = next(index for index, one in enumerate(entries) if one[0] is (key if key is not None else node))
        if len(entries) == 1:
            return self._empty(parents, parent, parent_key)
        if parent.flow_style:
            return self._remove_in_brackets(entries, place)
        start = key.start_mark.index if key is not None else self._dash(parent, node)
        end = self._line_end(max(self._end(node), key.end_mark.index if key is not None else 0))
        column = self._column(start)
        rescued = self._rescued(Span(start, end), column)
        begin = self._line_start(start)
        if self._text[begin:start].strip():  # the first key of an entry stands behind its dash
            following = entries[place + 1][0].start_mark.index if place + 1 < len(entries) else None
            if following is None:
                raise UneditableError("it stands behind the dash of its entry")
            return [self._without(start, following)]
        if rescued:
            return [Edit(begin, end, self._newline.join(rescued))]
        return [Edit(begin, self._next_line(end), "")]

    def _remove_in_brackets(self, entries: list[tuple[Node, Node]], place: int) -> Sequence[Edit]:
        key, value = entries[place]
        if place + 1 < len(entries):
            return [self._without(key.start_mark.index, entries[place + 1][0].start_mark.index)]
        before = entries[place - 1]
        start = max(before[0].end_mark.index, before[1].end_mark.index)
        return [self._without(start, max(key.end_mark.index, self._end(value)))]

    def _without(self, start: int, end: int) -> Edit:
        """Remove a stretch but for its comments, each of which ends its line."""
        column = self._column(start)
        lines = [line.strip(" ") for line in self._rescued(Span(start, end), column)]
        behind = self._newline + " " * column
        lead = "" if not lines or self._text[start - 1 : start] in (" ", "\t", "\n") else "  "
        return Edit(start, end, lead + "".join(line + behind for line in lines))

    def _empty(self, parents: Parents, parent: CollectionNode, parent_key: Node | None) -> Sequence[Edit]:
        """Remove the only thing that a collection holds."""
        span = Span(trimmed(self._text, parent).start, self._end(parent))
        brackets = "[]" if isinstance(parent, SequenceNode) else "{}"
        if len(parents) == 1:
            raise UneditableError("the file would be empty")
        if parent.flow_style or parent_key is None:
            return [Edit(span.start, span.end, brackets)]
        return self._write_behind(parent_key, span, [f" {brackets}"])

    def _rescued(self, span: Span, column: int) -> list[str]:
        """Return the comments in a stretch as lines of their own."""
        texts = [self._text[one.start : one.end] for one in self.comments if span.start <= one.start < span.end]
        return self._indented(texts, column)

    def _indented(self, lines: Sequence[str], column: int) -> list[str]:
        return [" " * column + line if line else line for line in lines]

    def _end(self, node: Node) -> int:
        """Return where a node ends; a block that keeps its last line breaks ends behind them."""
        last = node
        while isinstance(last, CollectionNode) and last.value and not last.flow_style:
            child = last.value[-1]
            last = child[1] if isinstance(last, MappingNode) else child
        if isinstance(last, ScalarNode) and last.style in ("|", ">") and last.value.endswith("\n\n"):
            end: int = last.end_mark.index
            return self._before_break(end)
        return trimmed(self._text, node).end

    def _dash(self, node: Node, entry: Node) -> int:
        """Return where the dash of an entry stands."""
        start = entry.start_mark.index
        dash = self._text.rfind("-", 0, start)
        between = self._text[dash + 1 : start]
        if dash < node.start_mark.index or re.sub(r"#[^\n]*", "", between).strip():
            raise UneditableError("its entries are not laid out one below the other")
        return dash

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return self._before_break(end + 1) if end >= 0 else len(self._text)

    def _before_break(self, offset: int) -> int:
        """Return the offset before the line break that ends at an offset."""
        if self._text[offset - 1 : offset] == "\n":
            offset -= 1
        return offset - 1 if self._text[offset - 1 : offset] == "\r" else offset

    def _next_line(self, end: int) -> int:
        line_end = self._text.find("\n", end)
        return len(self._text) if line_end < 0 else line_end + 1

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)


def _collection(node: Node) -> CollectionNode:
    if not isinstance(node, CollectionNode):
        raise UneditableError("it has no keys or entries")
    return node


def _is_null(node: ScalarNode) -> bool:
    return not node.style and resolve(node.value) is None


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None


def _nested(path: Path, value: Any) -> Any:
    """Return a value inside the keys and lists that lead to it."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _shortened(value: Any, path: Path) -> Any:
    """Return the short form of an answer or a register that holds nothing but its words or entries."""
    model = model_at(path)
    if model is None or not isinstance(value, dict) or len(value) != 1:
        return value
    key, inner = next(iter(value.items()))
    return inner if short_key(inner, model) == key else value
