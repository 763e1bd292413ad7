"""From an offset in the text to the key or value that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Path, Span
from reward_reports.report.loading.positions import trimmed, word_span
from reward_reports.report.model.fields import info_of, is_register, model_at
from reward_reports.report.schema.keys import Key

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.report.loading import Document

Role = Literal["key", "value"]


@dataclass(frozen=True)
class Spot:
    """What stands at an offset.

    Attributes:
        path: the path of the value, or of the value behind the key; as the author wrote it, with short forms.
        role: whether the offset is in the key or in the value.
        node: the key's or the value's node.
        span: its characters.
    """

    path: Path
    role: Role
    node: Node
    span: Span

    @property
    def key(self) -> Key | None:
        """What the model says about the key at or before this place; None for a key of the author's own."""
        return key_at(self.path)


def with_items(path: Path) -> Path:
    """Return a path with the step `items` wherever the author wrote a register as a bare list."""
    full: list[str | int] = []
    for step in path:
        if isinstance(step, int) and full and full[-1] != "items" and is_register(model_at(tuple(full))):
            full.append("items")
        full.append(step)
    return tuple(full)


def key_at(path: Path) -> Key | None:
    """Return what the model says about the key that a path ends in, or about the list that an entry is in."""
    steps = tuple(step for step in with_items(path) if isinstance(step, str))
    model = model_at(steps[:-1]) if steps else None
    info = info_of(model, steps[-1]) if model else None
    return Key(steps, model, info) if model and info else None


def spot_at(document: Document, offset: int) -> Spot | None:
    """Return what stands at an offset: the innermost key or scalar that contains it; None between them."""
    return _inside(document.text, document.root, (), offset) if document.root is not None else None


def _inside(text: str, node: Node, path: Path, offset: int) -> Spot | None:
    if isinstance(node, ScalarNode):
        span = trimmed(text, node)
        return Spot(path, "value", node, word_span(node) if span.end > span.start else span)
    for step, key, value in children(node):
        if key is not None and key.start_mark.index <= offset <= key.end_mark.index:
            return Spot((*path, step), "key", key, word_span(key))
        if is_behind(key, value) and _holds(text, value, offset):
            return _inside(text, value, (*path, step), offset)
    return None


def children(node: Node) -> Iterator[tuple[str | int, Node | None, Node]]:
    """Give what stands in a collection: the step of the path that leads to it, its key, its value."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield index, None, value


def is_behind(key: Node | None, value: Node) -> bool:
    """Whether a value stands behind its key; an alias stands for one that stands elsewhere."""
    return key is None or value.start_mark.index >= key.end_mark.index


def _holds(text: str, node: Node, offset: int) -> bool:
    span = trimmed(text, node)
    return span.start <= offset <= span.end
