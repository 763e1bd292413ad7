"""A file as an audience may read it: its text without what stands in answers for a narrower circle.

It needs no report, only the tree of nodes, so that what is wrong with a file can be told to people who may not read all of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Path, Problem, Span
from reward_reports.report.loading.positions import trimmed
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.redaction import used_alone, uses_in

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.report.loading.document import Document

_SHOWN_KEYS = ("audience", "reason")
"""What everybody may read of every answer."""
_LISTS = ("figures", "references")


@dataclass(frozen=True, slots=True)
class Held:
    """An answer for a narrower circle, or a figure or reference that only such answers use.

    Attributes:
        path: where it stands: the section and the field.
        key: the characters of its key, or else of its beginning.
        value: its characters.
        left: what may be read of it, as YAML on one line: whom an answer is for, and the reason.
    """

    path: Path
    key: Span
    value: Span
    left: str


def held_in(document: Document, audience: str) -> tuple[Held, ...] | None:
    """Return what an audience may not read of a document, in order; None where that is unknown.

    A document that is not valid YAML is taken to be free of them where no word in it speaks of one.
    """
    allowed = AUDIENCES[: AUDIENCES.index(audience) + 1]
    if len(allowed) == len(AUDIENCES):
        return ()
    if document.root is None:
        mentioned = "audience" in document.text and any(
            word in document.text for word in AUDIENCES if word not in allowed
        )
        return None if mentioned else ()
    walk = _Walk(document, allowed)
    walk.walk(document.root)
    return tuple(sorted((*walk.held, *_entries(document, walk)), key=lambda held: held.value.start))


def redacted(document: Document, held: Collection[Held]) -> Document:
    """Return the document without the content of these answers, reloaded; its text has other places."""
    text, at = "", 0
    for one in held:
        if one.value.start >= at:  # an alias may lead into what is held back already
            text += document.text[at : one.value.start] + one.left
            at = one.value.end
    return document.with_text(text + document.text[at:])


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length and lines in which a star stands for each character of these stretches."""
    result, at = "", 0
    for span in sorted(spans, key=lambda one: one.start):
        start, end = max(at, span.start), max(at, span.end)
        result += text[at:start] + "\n".join("*" * len(line) for line in text[start:end].split("\n"))
        at = end
    return result + text[at:]


def may_be_shown(problem: Problem, document: Document, audience: str) -> bool:
    """Whether a problem may be shown to an audience: it is there as well without what this audience may not read."""
    held = held_in(document, audience)
    if not held:
        return held is not None
    seen = redacted(document, held).problems
    return any((one.message, one.advice, one.path) == (problem.message, problem.advice, problem.path) for one in seen)


class _Walk:
    """Finds the answers that are held back, the outermost ones, each once where it is written, and what they use."""

    def __init__(self, document: Document, allowed: Collection[str]) -> None:
        self.held: list[Held] = []
        self.used: dict[bool, set[str]] = {True: set(), False: set()}
        """What is named in what is held back, and in the rest."""
        self._document, self._allowed = document, allowed
        self._seen: set[int] = set()

    def walk(self, root: Node) -> None:
        waiting: list[tuple[Path, Node | None, Node, bool]] = [((), None, root, False)]
        while waiting:
            path, key, node, inside = waiting.pop()
            if isinstance(node, ScalarNode):
                self.used[inside].update(uses_in(node.value))
                continue
            if id(node) in self._seen:
                continue
            self._seen.add(id(node))
            if isinstance(node, SequenceNode):
                waiting += [(path, None, value, inside) for value in node.value]
            if not isinstance(node, MappingNode):
                continue
            if not inside and not self._may_be_read(node):
                self.held.append(_one(self._document, path, key, node))
                inside = True
            for one, value in node.value:
                if path or one.value not in _LISTS:
                    waiting.append(((*path, one.value if isinstance(one, ScalarNode) else "?"), one, value, inside))

    def _may_be_read(self, node: Node) -> bool:
        """Whether an answer is for one of these readers; what cannot be understood is for nobody."""
        audiences = [value for one, value in node.value if one.value == "audience"]
        return all(isinstance(value, ScalarNode) and value.value in self._allowed for value in audiences)


def _entries(document: Document, walk: _Walk) -> Iterator[Held]:
    """Give the figures and references that only answers use which are held back."""
    entries = {
        name: [entry for entry in node.value if isinstance(entry, MappingNode)]
        for key, node in (document.root.value if isinstance(document.root, MappingNode) else ())
        if (name := key.value) in _LISTS and isinstance(node, SequenceNode)
    }
    named = {name: [_texts(entry) for entry in found] for name, found in entries.items()}
    figures = [({one.get("id", ""), one.get("path", "")}, _used(one)) for one in named.get("figures", ())]
    left = walk.used[False]
    alone = used_alone(
        walk.used[True] - left, left, figures, {one.get("id", "") for one in named.get("references", ())}
    )
    for name, found in entries.items():
        for number, (entry, texts) in enumerate(zip(found, named[name], strict=True)):
            if alone & {texts.get("id"), texts.get("path")}:
                span = trimmed(document.text, entry)
                stand_in = json.dumps({"id": f"held-{number}", "title" if name == "references" else "path": "held"})
                yield Held((name,), Span(span.start, span.start), span, stand_in)


def _texts(entry: MappingNode) -> dict[str, str]:
    return {
        key.value: value.value
        for key, value in entry.value
        if isinstance(key, ScalarNode) and isinstance(value, ScalarNode)
    }


def _used(texts: dict[str, str]) -> set[str]:
    return {name for text in texts.values() for name in uses_in(text)}


def _one(document: Document, path: Path, key: Node | None, node: MappingNode) -> Held:
    value = trimmed(document.text, node)
    at = Span(key.start_mark.index, key.end_mark.index) if key else Span(value.start, value.start)
    answer = {
        one.value: part.value for one, part in node.value if one.value in _SHOWN_KEYS and isinstance(part, ScalarNode)
    }
    return Held(path[:2], at, value, json.dumps(answer, ensure_ascii=False))
