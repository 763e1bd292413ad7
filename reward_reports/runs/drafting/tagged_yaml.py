"""Settings as YAML with the tags of Python in them, as `yaml.dump` and PyYAML's loader for anything write them. Nothing is made or called."""

from __future__ import annotations

import re
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Problem
from reward_reports.report.loading.parsing import Limits, compose
from reward_reports.report.loading.scalars import resolve
from reward_reports.runs.drafting.errors import DraftError

_ORDERED = ("collections.OrderedDict", "collections:OrderedDict")
_TEMPLATE = re.compile(
    r"[._].*|x-.*|(?:.*[_-])?(?:defaults?|common|base|shared|templates?|anchors?)(?:[_-].*)?", re.IGNORECASE
)
"""What a section is called that only holds what others take over."""
_NUMBERS = ("tag:yaml.org,2002:float", "tag:yaml.org,2002:int")


def parse(text: str, name: str, limits: Limits) -> Any:
    """Return what a YAML text holds. A mapping of Python is a mapping, a tuple a list; what another tag stands for is None.

    Args:
        text: the text.
        name: what it is called in messages.
        limits: how much of it is read.

    Raises:
        DraftError: if it is not YAML, or is larger, longer or deeper than the limits.
    """
    root, problems = compose(text, limits)
    if root is None:
        raise DraftError(_said(text, name, problems))
    try:
        return _Values(name, limits.max_nodes).of(root)
    except RecursionError:
        raise DraftError(f"{name} refers to itself") from None


def _said(text: str, name: str, problems: list[Problem]) -> str:
    """Return the first problem with its file, line and column."""
    start = problems[0].span.start if problems[0].span else 0
    begin = text.rfind("\n", 0, start) + 1
    return f"{name}:{text.count(chr(10), 0, start) + 1}:{start - begin + 1}: {problems[0].message}"


class _Values:
    """Makes plain values of nodes and counts them: an alias counts again where it stands."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.left = name, most
        self._merged: set[int] = set()
        """The mappings that others take over with `<<`."""

    def of(self, node: Node) -> Any:
        self.left -= 1
        if self.left < 0:
            raise DraftError(f"{self.name} holds more values than are read")
        tag = str(node.tag or "")
        if isinstance(node, ScalarNode):
            return self._scalar(node, tag)
        if isinstance(node, SequenceNode):
            return self._ordered(node) if tag.endswith(_ORDERED) else [self.of(one) for one in node.value]
        return self._mapping(node) if isinstance(node, MappingNode) else None

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        """Return a mapping; keys of its own go before those that `<<` brings in. Templates that others took over are left out."""
        mapping: dict[str, Any] = {}
        merged: list[Any] = []
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                read = self.of(value)
                if key.value == "<<" and not key.style:
                    merged += read if isinstance(read, list) else [read]
                    self._merged |= {id(value), *map(id, value.value if isinstance(value, SequenceNode) else ())}
                else:
                    mapping[str(key.value)] = read
        for key, value in node.value:
            if id(value) in self._merged and isinstance(key, ScalarNode) and _TEMPLATE.fullmatch(key.value):
                mapping.pop(str(key.value), None)
        for one in merged:
            mapping |= {key: value for key, value in one.items() if key not in mapping} if isinstance(one, dict) else {}
        return mapping

    def _ordered(self, node: SequenceNode) -> Any:
        """Return the mapping that `OrderedDict` would be called with: pairs, in a list of one argument."""
        given = [self.of(one) for one in node.value]
        pairs = given[0] if len(given) == 1 and isinstance(given[0], list) else given
        return {
            str(one[0]): one[1]
            for one in pairs
            if isinstance(one, list) and len(one) == 2 and not isinstance(one[0], list | dict)
        }

    def _scalar(self, node: ScalarNode, tag: str) -> Any:
        if "python/" in tag and not tag.endswith(("/str", "/unicode", "/int", "/float", "/bool")):
            return None
        return node.value if node.style in ("'", '"', "|", ">") and tag not in _NUMBERS else resolve(node.value)
