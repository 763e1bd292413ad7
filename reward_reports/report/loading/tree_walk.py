"""Walks the scalars of a YAML tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from yaml.nodes import MappingNode, Node, ScalarNode


def scalars_of(root: Node) -> Iterator[ScalarNode]:
    """Give every scalar value and key of a tree once, also where aliases repeat it, in no order that means anything."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            waiting.extend(chain.from_iterable(node.value))
        else:
            waiting.extend(node.value)
