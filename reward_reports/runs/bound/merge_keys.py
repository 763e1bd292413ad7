"""The key `<<` of YAML 1.1, by which a mapping takes over the keys of others. Reports may not use it; settings of training do."""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reward_reports.runs.bound.errors import UnreadableError

_MOST = 100_000
"""Keys that all mappings of a file may take over together."""


def take_over(root: Node) -> None:
    """Put the keys that each mapping takes over into it; keys of its own go before, then those of the mapping named first.

    Raises:
        UnreadableError: if there are too many of them.
    """
    _Merging().visit(root)


class _Merging:
    def __init__(self) -> None:
        self.left = _MOST
        self._seen: set[int] = set()

    def visit(self, node: Node) -> None:
        if isinstance(node, ScalarNode) or id(node) in self._seen:
            return
        self._seen.add(id(node))
        for child in node.value:
            for one in child if isinstance(child, tuple) else (child,):
                self.visit(one)
        if isinstance(node, MappingNode) and any(_is_merge(key) for key, _ in node.value):
            self._merge(node)

    def _merge(self, node: MappingNode) -> None:
        own = [pair for pair in node.value if not _is_merge(pair[0])]
        known = {key.value for key, _ in own if isinstance(key, ScalarNode)}
        for other in [other for key, value in node.value if _is_merge(key) for other in _mappings(value)]:
            self.left -= len(other.value)
            if self.left < 0:
                raise UnreadableError(f"takes over more than {_MOST:,} keys with `<<`", "Write the keys out")
            new = [pair for pair in other.value if isinstance(pair[0], ScalarNode) and pair[0].value not in known]
            own += new
            known.update(key.value for key, _ in new)
        node.value = own


def _is_merge(key: Node) -> bool:
    return isinstance(key, ScalarNode) and key.value == "<<" and not key.style


def _mappings(value: Node) -> list[MappingNode]:
    several = value.value if isinstance(value, SequenceNode) else [value]
    return [one for one in several if isinstance(one, MappingNode)]
