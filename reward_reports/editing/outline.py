"""The parts of a report for an outline, what can be folded, and the state of each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from reward_reports.base.diagnostics import Path, Span
from reward_reports.editing.completing import name_of
from reward_reports.editing.spots import children, is_behind, key_at
from reward_reports.report.loading.positions import find, trimmed
from reward_reports.report.loading.unloaded import UnloadedError
from reward_reports.report.model.states import LABELS

if TYPE_CHECKING:
    from reward_reports.editing.session import Snapshot
    from reward_reports.report.loading import Document
    from reward_reports.report.model import Answer

_DEEPEST = 4
"""Levels of the outline: section, field, entry, and one more."""


@dataclass(frozen=True)
class Symbol:
    """A part of the report.

    Attributes:
        name: its title, or what an entry calls itself.
        detail: its key or id.
        kind: what it is.
        span: all of it.
        word: its key, or the beginning of an entry.
        children: the parts in it.
    """

    name: str
    detail: str
    kind: Literal["section", "field", "entry", "key"]
    span: Span
    word: Span
    children: tuple[Symbol, ...]


def symbols(snapshot: Snapshot) -> tuple[Symbol, ...]:
    """Return the parts of the report, in the order of the file."""
    document = _readable(snapshot)
    return tuple(_symbols(snapshot, document, document.root, ())) if document.root is not None else ()


def _readable(snapshot: Snapshot) -> Document:
    return snapshot.context.document if snapshot.context else snapshot.document


def _symbols(snapshot: Snapshot, document: Document, node: Node, path: Path) -> Iterator[Symbol]:
    for step, key, value in children(node):
        here = (*path, step)
        if step == "items" and isinstance(value, CollectionNode):
            yield from _symbols(snapshot, document, value, here)
        elif is_behind(key, value) and (key is not None or isinstance(value, MappingNode)):
            yield _symbol(snapshot, document, key, value, here)


def _symbol(snapshot: Snapshot, document: Document, key: Node | None, value: Node, path: Path) -> Symbol:
    whole = trimmed(document.text, value)
    start = key.start_mark.index if key is not None else whole.start
    word = Span(start, key.end_mark.index) if key is not None else Span(start, min(start + 1, whole.end))
    span = Span(start, max(whole.end, word.end))
    depth = sum(step != "items" for step in path)
    inside = tuple(_symbols(snapshot, document, value, path)) if depth < _DEEPEST else ()
    if key is None:
        return Symbol(name_of(snapshot, path) or _id_of(value), _id_of(value), "entry", span, word, inside)
    known = key_at(path)
    title = known.info.title if known and known.info.title else str(path[-1])
    kind: Literal["section", "field", "key"] = (
        "section" if len(path) == 1 else "field" if known and known.guide else "key"
    )
    return Symbol(title, str(path[-1]) if title != path[-1] else "", kind, span, word, inside)


def _id_of(node: Node) -> str:
    id_value = next(
        (value.value for key, value in node.value if key.value == "id" and isinstance(value, ScalarNode)), ""
    )
    return str(id_value) or "entry"


def folds(snapshot: Snapshot) -> list[tuple[int, int]]:
    """Return the first and last line, from 0, of everything that takes several lines."""
    document = _readable(snapshot)
    if document.root is None:
        return []
    return sorted(set(_folds(document, document.root)))


def _folds(document: Document, node: Node) -> Iterator[tuple[int, int]]:
    for _, key, value in children(node):
        if not is_behind(key, value):
            continue
        span = trimmed(document.text, value)
        start = key.start_mark.index if key is not None else span.start
        place = document.place(Span(start, max(span.end, start)))
        if place.end_line > place.line:
            yield place.line - 1, place.end_line - 1
        if isinstance(value, CollectionNode):
            yield from _folds(document, value)


@dataclass(frozen=True)
class FieldState:
    """The state of a field, shown behind its key.

    Attributes:
        path: the field.
        offset: where it is shown.
        words: `empty`, `3 entries`, `not known`.
    """

    path: Path
    offset: int
    words: str


def states(snapshot: Snapshot) -> list[FieldState]:
    """Return the state of each field whose key stands in the file and whose state is not the usual one: an answer in words."""
    context = snapshot.context
    if context is None or context.document.root is None:
        return []
    result = []
    for path, answer in context.answers:
        node = find(context.document.root, path)
        words = _words(answer)
        if node.whole and node.key is not None and words:
            colon = node.key.end_mark.index
            result.append(FieldState(path, colon + 1, words))
    return result


def _words(answer: Answer) -> str:
    """Return the state of an answer; "" where a part of it does not load."""
    try:
        return _state_of(answer)
    except UnloadedError:
        return ""


def _state_of(answer: Answer) -> str:
    items = answer.__dict__.get("items", ())
    if answer.unanswered:
        return "empty" if answer.blank else LABELS["missing"].lower()
    words = [] if answer.disclosure == "answered" else [LABELS[answer.disclosure].lower()]
    if items:
        words.append(f"{len(items)} entr{'y' if len(items) == 1 else 'ies'}")
    return ", ".join(words)
