"""A file as an audience may read it: its text without what stands in answers for a narrower circle.

It needs no report, only the tree of nodes, so that what is wrong with a file can be told to people who may not read all of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Path, Problem, Span
from reward_reports.report.loading.positions import first_line, trimmed
from reward_reports.report.model.base import AUDIENCES

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.report.loading.document import Document

_TOLD = ("audience", "reason")
"""What everybody may read of every answer."""


@dataclass(frozen=True, slots=True)
class Held:
    """An answer for a narrower circle.

    Attributes:
        path: where it stands: the section and the field.
        key: the characters of its key, or else of its beginning.
        value: its characters.
        left: what may be read of it, as YAML on one line: whom it is for, and the reason.
    """

    path: Path
    key: Span
    value: Span
    left: str


def held_in(document: Document, audience: str) -> tuple[Held, ...] | None:
    """Return the answers of a document that an audience may not read, in order; None where that cannot be told.

    A document that is no YAML is taken to be free of them where no word in it speaks of one.
    """
    allowed = AUDIENCES[: AUDIENCES.index(audience) + 1]
    if len(allowed) == len(AUDIENCES):
        return ()
    if document.root is None:
        mentioned = "audience" in document.text and any(
            word in document.text for word in AUDIENCES if word not in allowed
        )
        return None if mentioned else ()
    found = {held.value: held for held in _held(document, document.root, allowed)}
    return tuple(sorted(found.values(), key=lambda held: held.value.start))


def redacted(document: Document, held: Collection[Held]) -> Document:
    """Return the document without the content of these answers, loaded anew; its text has other places."""
    from reward_reports.report.loading.document import load_bytes

    made, at = "", 0
    for one in held:
        made += document.text[at : one.value.start] + one.left
        at = one.value.end
    text = (made + document.text[at:]).encode("utf-8", "surrogatepass")
    return load_bytes(text, document.name, folder=document.folder)


def masked(text: str, held: Collection[Held] | None) -> str:
    """Return a text of the same length and lines in which a star stands for each character of these answers."""
    spans = [Span(0, len(text))] if held is None else [one.value for one in held]
    for span in spans:
        stars = "\n".join("*" * len(line) for line in text[span.start : span.end].split("\n"))
        text = text[: span.start] + stars + text[span.end :]
    return text


def is_told(problem: Problem, document: Document, audience: str) -> bool:
    """Whether an audience may be told of a problem: it is there as well without what this audience may not read."""
    held = held_in(document, audience)
    if not held:
        return held is not None
    seen = redacted(document, held).problems
    return any((one.message, one.advice, one.path) == (problem.message, problem.advice, problem.path) for one in seen)


def _held(document: Document, root: Node, allowed: Collection[str]) -> Iterator[Held]:
    """Give the outermost ones, each where it is written, however often aliases lead to it."""
    waiting: list[tuple[Path, Node | None, Node]] = [((), None, root)]
    seen = set()
    while waiting:
        path, key, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            if not all(_is_any(value, allowed) for one, value in node.value if one.value == "audience"):
                yield _one(document, path, key, node)
                continue
            waiting += [((*path, str(one.value)), one, value) for one, value in node.value]
        elif isinstance(node, SequenceNode):
            waiting += [(path, None, value) for value in node.value]


def _is_any(node: Node, allowed: Collection[str]) -> bool:
    """Whether whom an answer is for is told, and is among these; what cannot be understood is for nobody."""
    return isinstance(node, ScalarNode) and node.value in allowed


def _one(document: Document, path: Path, key: Node | None, node: MappingNode) -> Held:
    value = trimmed(document.text, node)
    at = Span(key.start_mark.index, key.end_mark.index) if key else first_line(document.text, value)
    told = {one.value: part.value for one, part in node.value if one.value in _TOLD and isinstance(part, ScalarNode)}
    return Held(path[:2], at, value, json.dumps(told, ensure_ascii=False))
