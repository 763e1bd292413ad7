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
    """Return the edit that adds `key: yaml`, a scalar on one line, at the end of the mapping at a path."""
    node = _find(document, path)
    if not isinstance(node, MappingNode) or not node.value:
        return None
    text = document.text
    if node.flow_style:
        end = trimmed(text, node).end
        return Edit(end - 1, end - 1, f", {key}: {yaml}")
    (first_key, _), (last_key, last_value) = node.value[0], node.value[-1]
    end = max(last_key.end_mark.index, trimmed(text, last_value).end)
    at = _line_end(text, end)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * (first_key.start_mark.index - text.rfind("\n", 0, first_key.start_mark.index) - 1)
    return Edit(at, at, f"{newline}{indent}{key}: {yaml}")


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


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end
