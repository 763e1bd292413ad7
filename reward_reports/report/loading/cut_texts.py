"""Texts in braces that a comma cuts: `{interest: short waits, few falls}` holds a key `few falls` without a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode

from reward_reports.report.loading.positions import find

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.base.diagnostics import Path


@dataclass(frozen=True, slots=True)
class CutText:
    """A text and what a comma cut off it.

    Attributes:
        words: the value, and each key that follows it.
        start: the character at which the value begins.
        end: the character behind the last key.
        is_sure: whether the keys have no values, as nobody writes them.
    """

    words: tuple[str, ...]
    start: int
    end: int
    is_sure: bool


def cut_by_comma(root: Node, path: Path) -> CutText | None:
    """Return the text that a key seems to belong to, or None."""
    mapping = find(root, path[:-1]).value
    if not isinstance(mapping, MappingNode) or not mapping.flow_style:
        return None
    entries = mapping.value
    place = next((index for index, (key, _) in enumerate(entries) if key.value == path[-1]), 0)
    before = place
    while before > 0 and (before == place or _is_bare(entries[before])):
        before -= 1
    text, key = entries[before][1], entries[place][0]
    if before == place or not _is_plain(text) or not text.value or not _is_plain(key):
        return None
    if not _is_bare(entries[place]):
        return CutText((text.value, key.value), text.start_mark.index, 0, False) if " " in key.value else None
    after = place
    while after + 1 < len(entries) and _is_bare(entries[after + 1]):
        after += 1
    words = (text.value, *(key.value for key, _ in entries[before + 1 : after + 1]))
    return CutText(words, text.start_mark.index, entries[after][0].end_mark.index, True)


def _is_plain(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.tag is None


def _is_bare(entry: tuple[Node, Node]) -> bool:
    """Whether a key stands alone, without a colon behind it."""
    key, value = entry
    return _is_plain(key) and _is_plain(value) and value.end_mark.index <= key.end_mark.index
