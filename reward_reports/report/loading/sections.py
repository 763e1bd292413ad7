"""The parser for a text that changes: a section that stands in it as it did before is not parsed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode

from reward_reports.report.loading.parsing import Limits, compose
from reward_reports.report.loading.top_level import parts_of

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Problem

_mapping: Any = MappingNode
_mark: Any = Mark
"""Typed by others as if a tree had tags and a buffer always."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the text with its tree, whose marks count from the beginning of the text that it was found in last."""

    root: MappingNode
    start: int
    line: int

    def at(self, start: int, line: int) -> _Section:
        """Return the section as it is when it begins elsewhere."""
        if (start, line) == (self.start, self.line):
            return self
        return _Section(_moved(self.root, start - self.start, line - self.line), start, line)


class Sections:
    """Composes the states of one text, and gives the tree that `compose` gives."""

    def __init__(self) -> None:
        self._known: dict[str, _Section] = {}

    def compose(self, text: str, limits: Limits) -> tuple[Node | None, list[Problem]]:
        """Return what `compose` returns: the root node, or None and the problems that prevent it."""
        parts = parts_of(text, limits)
        sections = self._found(parts, limits)
        self._known = {part: self._known[part] for part in parts if part in self._known}
        if not sections:
            return compose(text, limits)
        first, last = sections[0].root, sections[-1].root
        entries = [entry for section in sections for entry in section.root.value]
        return _mapping(None, entries, first.start_mark, last.end_mark, flow_style=False), []

    def _found(self, parts: list[str], limits: Limits) -> list[_Section]:
        """Return the sections of a text, or none if one of its parts is not a section."""
        sections: list[_Section] = []
        start = line = 0
        for part in parts:
            section = self._known.get(part) or _composed(part, limits)
            if section is None:
                return []
            sections.append(section.at(start, line))
            self._known[part] = sections[-1]
            start += len(part)
            line += part.count("\n")
        return sections


def _composed(part: str, limits: Limits) -> _Section | None:
    """Return a part that holds one key; None if it holds something else."""
    root, _ = compose(part, limits)
    if not isinstance(root, MappingNode) or len(root.value) != 1 or root.flow_style or root.tag:
        return None
    return _Section(root, 0, 0)


def _moved(node: Any, characters: int, lines: int) -> Any:
    """Return a copy of a tree that stands elsewhere in the text; the tree itself may be in use for an earlier text."""

    def mark(one: Any) -> Any:
        return _mark(one.name, one.index + characters, one.line + lines, one.column, None, None)

    def copy(one: Any) -> Any:
        start, end = mark(one.start_mark), mark(one.end_mark)
        if isinstance(one, ScalarNode):
            return type(one)(one.tag, one.value, start, end, style=one.style)
        if isinstance(one, MappingNode):
            entries = [(copy(key), copy(value)) for key, value in one.value]
        else:
            entries = [copy(entry) for entry in one.value]
        return type(one)(one.tag, entries, start, end, flow_style=one.flow_style)

    return copy(node)
