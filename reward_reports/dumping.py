"""Text edits that keep an author's comments and layout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode

from reward_reports.loading.places import find, trimmed
from reward_reports.loading.scalars import differs_in_yaml_1_1, resolve
from reward_reports.problems import Edit, Path

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.loading import Document

_PLAIN = re.compile(r"[A-Za-z0-9_(][^\n\t#:,\[\]{}\"'&*!|>%@`]*(?<! )\Z")


def quoted(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in double quotes."""
    if _PLAIN.match(text) and isinstance(resolve(text), str) and not differs_in_yaml_1_1(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made, from the last to the first.

    Raises:
        ValueError: if two edits overlap.
    """
    made, before = text, len(text) + 1
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end), reverse=True):
        if edit.end > before:
            raise ValueError(f"two edits overlap at character {edit.start}")
        made = made[: edit.start] + edit.text + made[edit.end :]
        before = edit.start
    return made


def replace_value(document: Document, path: Path, yaml: str) -> Edit | None:
    """Return the edit that puts `yaml`, a scalar on one line, in the place of a scalar value."""
    found = _find(document, path)
    if found is None or not isinstance(found, ScalarNode):
        return None
    span = trimmed(document.text, found)
    before = " " if span.start == span.end and document.text[span.start - 1 : span.start] == ":" else ""
    return Edit(span.start, span.end, before + yaml)


def rename_key(document: Document, path: Path, key: str) -> Edit | None:
    """Return the edit that gives the key at the end of a path another name."""
    if document.root is None:
        return None
    found = find(document.root, path)
    if not found.whole or found.key is None:
        return None
    return Edit(found.key.start_mark.index, found.key.end_mark.index, key)


def add_key(document: Document, path: Path, key: str, yaml: str) -> Edit | None:
    """Return the edit that adds `key: yaml` at the end of the mapping at a path.

    A value of several lines begins on the line behind the key and brings its own indentation, from column 0.
    """
    node = _find(document, path)
    if node is None or not isinstance(node, MappingNode) or not node.value:
        return None
    end = trimmed(document.text, node).end
    if node.flow_style:
        return Edit(end - 1, end - 1, f", {key}: {yaml}")
    indent = " " * _column(document.text, node.value[0][0].start_mark.index)
    last = node.value[-1][1]
    at = trimmed(document.text, last).end if last.value else node.value[-1][0].end_mark.index + 1
    newline = "\r\n" if "\r\n" in document.text else "\n"
    lines = f"{key}: {yaml}".split("\n")
    at = max(at, 0)
    line_end = document.text.find("\n", at)
    line_end = len(document.text) if line_end < 0 else line_end
    if line_end and document.text[line_end - 1 : line_end] == "\r":
        line_end -= 1
    return Edit(line_end, line_end, "".join(newline + indent + line for line in lines))


def remove_lines(document: Document, start: int, end: int) -> Edit:
    """Return the edit that removes the whole lines that a stretch of characters touches."""
    first = document.text.rfind("\n", 0, start) + 1
    last = document.text.find("\n", end)
    return Edit(first, len(document.text) if last < 0 else last + 1, "")


def _find(document: Document, path: Path) -> Node | None:
    if document.root is None:
        return None
    found = find(document.root, path)
    return found.value if found.whole else None


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)
