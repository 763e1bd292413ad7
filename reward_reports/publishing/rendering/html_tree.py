"""Safe HTML as a tree, for the formats that are made from it: what prose can hold is known, so a handful of tags is all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

MAX_DEPTH = 60
"""Elements that lie deeper are as if their parent held what they hold; only formulas are so deep."""
_EMPTY = frozenset({"br", "hr", "img", "picture"})


@dataclass(slots=True)
class Element:
    """An element with its attributes and what it holds."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Return the elements of a tag inside this one, at any depth, in order."""
        inner = [child for child in self.children if isinstance(child, Element)]
        return [found for child in inner for found in ([child] if child.tag == tag else child.all(tag))]


Node: TypeAlias = Element | str


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY and len(self._open) > MAX_DEPTH:
            self._open.append(self._open[-1])
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and tag not in _EMPTY:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parsed(html: str) -> list[Node]:
    """Return well-formed HTML, as our writers make it, as a tree."""
    builder = _Builder()
    builder.feed(str(html))  # markup would escape what the parser takes apart
    builder.close()
    return builder.root.children


def depth_of(nodes: Sequence[Node]) -> int:
    """Return how many elements lie inside each other."""
    return max((1 + depth_of(node.children) for node in nodes if isinstance(node, Element)), default=0)


def text_of(nodes: Sequence[Node]) -> str:
    """Return the words of a tree without their marks."""
    return "".join(node if isinstance(node, str) else text_of(node.children) for node in nodes)
