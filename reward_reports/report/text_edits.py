"""Text edits that keep an author's comments and layout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Edit, Path
from reward_reports.base.escaping.visible import visible, written_out
from reward_reports.report.loading import Document
from reward_reports.report.loading.decoding import FORBIDDEN
from reward_reports.report.loading.positions import find, line_end, trimmed, word_span
from reward_reports.report.loading.scalars import differs_in_yaml_1_1, resolve

if TYPE_CHECKING:
    from yaml.nodes import Node

_PLAIN = re.compile(r"[A-Za-z0-9_(][^\n\t#:,\[\]{}\"'&*!|>%@`]*(?<! )\Z")


def quoted(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in double quotes."""
    if (
        _PLAIN.match(text)
        and isinstance(resolve(text), str)
        and not differs_in_yaml_1_1(text)
        and visible(text) == text
    ):
        return text
    return in_quotes(text)


def in_quotes(text: str) -> str:
    """Return a text as a YAML scalar in double quotes on one line, safe to print: what is unsafe is an escape of YAML.

    Control characters, which no report may hold, become words: a backslash and what would stand behind it.
    """
    kept = FORBIDDEN.sub(lambda match: written_out(match[0]), text)
    return visible(json.dumps(kept, ensure_ascii=False))


def number(value: float) -> str:
    """Return a finite number as a YAML scalar that YAML 1.1 and 1.2 read alike, without a needless fraction."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    mantissa, exponent, power = repr(value).partition("e")
    return mantissa + (".0" if exponent and "." not in mantissa else "") + exponent + power


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made, from the last to the first.

    Raises:
        ValueError: if two edits overlap.
    """
    result, before = text, len(text) + 1
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end), reverse=True):
        if edit.end > before:
            raise ValueError(f"two edits overlap at character {edit.start}")
        result = result[: edit.start] + edit.text + result[edit.end :]
        before = edit.start
    return result


def newline_of(text: str) -> str:
    """Return the line break that a text is written with."""
    return "\r\n" if "\r\n" in text else "\n"


def replace_value(document: Document, path: Path, yaml: str) -> Edit | None:
    """Return the edit that puts `yaml`, a scalar on one line, in the place of a scalar value."""
    node = _find(document, path)
    if node is None or not isinstance(node, ScalarNode):
        return None
    span = trimmed(document.text, node)
    if document.text.startswith("&", span.start):  # an anchor, which an alias needs
        return None
    before = " " if span.start == span.end and document.text[span.start - 1 : span.start] == ":" else ""
    return Edit(span.start, span.end, before + yaml)


def rename_key(document: Document, path: Path, key: str) -> Edit | None:
    """Return the edit that gives the key at the end of a path another name."""
    if document.root is None:
        return None
    node = find(document.root, path)
    if not node.whole or node.key is None:
        return None
    word = word_span(node.key)
    return Edit(word.start, word.end, key)


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
    at = line_end(text, end)
    newline = newline_of(text)
    indent = " " * (first_key.start_mark.index - text.rfind("\n", 0, first_key.start_mark.index) - 1)
    return Edit(at, at, f"{newline}{indent}{key}: {yaml}")


def is_alias(document: Document, path: Path) -> bool:
    """Whether the value at a path is an alias of one that stands elsewhere: an edit would change both."""
    node = find(document.root, path) if document.root else None
    return node is not None and node.key is not None and node.value.start_mark.index < node.key.end_mark.index


def expand_text(document: Document, path: Path, key: str, yaml: str, short: str = "text") -> tuple[Edit, ...] | None:
    """Return the edits that make a mapping of an answer that is a bare text: `key: yaml`, then the text as it was written.

    Args:
        document: the report.
        path: where the answer stands.
        key: the new key.
        yaml: its value on one line.
        short: the key of what was written, `text` or `value`.
    """
    if document.root is None:
        return None
    located, holder = find(document.root, path), _find(document, path[:-1])
    node, text = located.value, document.text
    if not (located.whole and located.key and isinstance(node, ScalarNode) and isinstance(holder, MappingNode)):
        return None
    span = trimmed(text, node)
    between = text[located.key.end_mark.index : span.start]
    if (
        between.strip(" ") != ":" or span.start == span.end or text[span.start] in "&!"
    ):  # an alias, nothing, an anchor or a tag
        return None
    if holder.flow_style:
        start, end = Edit(span.start, span.start, f"{{{key}: {yaml}, {short}: "), Edit(span.end, span.end, "}")
        return start, end
    newline = newline_of(text)
    inner = newline + " " * (located.key.start_mark.column + 2)
    head = Edit(located.key.end_mark.index, span.start, f":{inner}{key}: {yaml}{inner}{short}: ")
    starts = [match.end() for match in re.finditer(r"\n(?=[^\r\n])", text[: span.end]) if match.end() > span.start]
    return head, *(Edit(start, start, "  ") for start in starts)


def append_item(document: Document, path: Path, item: Mapping[str, str]) -> Edit | None:
    """Return the edit that adds a mapping at the end of the list at a path, in the style of the list.

    A list that is empty, has nothing behind its key, or is not there yet is written on one line.

    Args:
        document: the report.
        path: where the list stands, or would stand; what it stands in must be there.
        item: the new mapping: keys with their values as YAML on one line.
    """
    flow = f"{{{', '.join(f'{key}: {value}' for key, value in item.items())}}}"
    node = _find(document, path)
    if node is None:
        return add_key(document, path[:-1], str(path[-1]), f"[{flow}]")
    if isinstance(node, ScalarNode):
        return replace_value(document, path, f"[{flow}]") if resolve(node.value) is None and not node.style else None
    if not isinstance(node, SequenceNode):
        return None
    if not node.value:
        at = document.text.find("[", node.start_mark.index) + 1  # an anchor may stand before it
        return Edit(at, at, flow) if node.flow_style else None
    if node.flow_style:
        end = trimmed(document.text, node.value[-1]).end
        return Edit(end, end, f", {flow}")
    return _append_block_item(document, node, item, flow)


def _append_block_item(document: Document, node: SequenceNode, item: Mapping[str, str], flow: str) -> Edit | None:
    """Write a new entry below the last one, and in its style."""
    text, last = document.text, node.value[-1]
    dash = text.rfind("-", 0, last.start_mark.index)
    if dash < 0 or text[dash + 1 : last.start_mark.index].strip():
        return None
    newline = newline_of(text)
    indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
    inner = f"{newline}{indent}  "
    lines = inner.join(f"{key}: {value}" for key, value in item.items())
    written = lines if isinstance(last, MappingNode) and not last.flow_style else flow
    at = line_end(text, trimmed(text, last).end)
    return Edit(at, at, f"{newline}{indent}- {written}")


def _find(document: Document, path: Path) -> Node | None:
    if document.root is None:
        return None
    node = find(document.root, path)
    return node.value if node.whole else None
