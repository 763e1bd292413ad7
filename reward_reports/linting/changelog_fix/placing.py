"""Where a drafted entry goes, whichever way the author wrote the changelog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Edit
from reward_reports.report.loading.positions import line_end, trimmed
from reward_reports.report.text_edits import append_item, newline_of

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.linting.changelog_fix.entry import EntryDraft
    from reward_reports.report.loading import Document

_KEYS = ("system_maintenance", "changelog", "items")


def place(document: Document, entry: EntryDraft, *, newest_first: bool) -> Edit | None:
    """Return the edit that puts an entry into the changelog, in block or flow style as it stands there.

    Args:
        document: the file.
        entry: what to write.
        newest_first: whether the changelog begins with its newest entry.

    Returns:
        The edit, or None where the changelog is written in a way that leaves no place (a text, an alias).
    """
    holder: Node | None = document.root
    for depth, key in enumerate(_KEYS):
        if not isinstance(holder, MappingNode):
            return None
        present = next((pair for pair in holder.value if pair[0].value == key), None)
        if present is None:
            return _add(document.text, holder, _KEYS[depth:] if key != "items" else ("items",), entry)
        if _is_alias(present):
            return None
        value = present[1]
        if _is_empty(value):
            rest = _KEYS[depth + 1 :] if key != "changelog" else ()
            return _fill(document.text, holder, present, tuple(step for step in rest if step != "items"), entry)
        if isinstance(value, SequenceNode):
            return _insert(document, value, entry, first=newest_first) if key != "system_maintenance" else None
        holder = value
    return None


def _is_alias(pair: tuple[Node, Node]) -> bool:
    """Whether the value stands elsewhere in the file, before its key."""
    return bool(pair[1].start_mark.index < pair[0].end_mark.index)


def _is_empty(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return not node.style and node.value in ("", "~", "null", "Null", "NULL")
    return not node.value


def _insert(document: Document, node: SequenceNode, entry: EntryDraft, *, first: bool) -> Edit | None:
    text, start = document.text, node.start_mark.index
    if not first:
        return append_item(document, _KEYS, dict(entry))
    if node.flow_style:
        start = node.value[0].start_mark.index
        return Edit(start, start, _flow(entry) + ", ")
    line = text.rfind("\n", 0, start) + 1
    indent = text[line:start]
    return None if indent.strip() else Edit(line, line, _lines(entry, indent, text) + newline_of(text))


def _add(text: str, node: MappingNode, keys: tuple[str, ...], entry: EntryDraft) -> Edit | None:
    """Add the missing keys at the end of a mapping; `items` goes without saying, but where the mapping has other keys."""
    named = tuple(key for key in keys if key != "items" or keys == ("items",))
    if not node.value:
        return None
    last = trimmed(text, node.value[-1][1]).end
    last = max(last, node.value[-1][0].end_mark.index)
    if node.flow_style:
        return Edit(last, last, ", " + _flow_keys(named, entry))
    first = node.value[0][0].start_mark.index
    indent = " " * (first - text.rfind("\n", 0, first) - 1)
    at = line_end(text, last)
    return Edit(at, at, _block_keys(named, entry, indent, text))


def _fill(text: str, holder: MappingNode, pair: tuple[Node, Node], keys: tuple[str, ...], entry: EntryDraft) -> Edit:
    """Put the entry behind a key that has nothing, `null`, `[]` or `{}` behind it."""
    key, value = pair
    start = key.end_mark.index + text[key.end_mark.index :].index(":") + 1
    end = max(start, value.end_mark.index) if text[value.start_mark.index : value.end_mark.index].strip() else start
    if holder.flow_style:
        inner = "{" + _flow_keys(keys, entry) + "}" if keys else f"[{_flow(entry)}]"
        return Edit(start, end, " " + inner)
    column = key.start_mark.index - text.rfind("\n", 0, key.start_mark.index) - 1
    stop = line_end(text, end)
    kept = text[end:stop]  # a comment behind the value
    return Edit(start, stop, kept + _below(keys, entry, " " * (column + 2), text))


def _below(keys: tuple[str, ...], entry: EntryDraft, indent: str, text: str) -> str:
    if keys:
        return _block_keys(keys, entry, indent, text)
    return newline_of(text) + _lines(entry, indent, text)


def _block_keys(keys: tuple[str, ...], entry: EntryDraft, indent: str, text: str) -> str:
    keys_text = ""
    for key in keys:
        keys_text += f"{newline_of(text)}{indent}{key}:"
        indent += "  "
    return keys_text + newline_of(text) + _lines(entry, indent, text)


def _flow_keys(keys: tuple[str, ...], entry: EntryDraft) -> str:
    text = f"[{_flow(entry)}]"
    for key in reversed(keys[1:]):
        text = f"{{{key}: {text}}}"
    return f"{keys[0]}: {text}"


def _lines(entry: EntryDraft, indent: str, text: str) -> str:
    lines = [f"{indent}{'- ' if not number else '  '}{key}: {value}" for number, (key, value) in enumerate(entry)]
    return newline_of(text).join(lines)


def _flow(entry: EntryDraft) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in entry) + "}"
