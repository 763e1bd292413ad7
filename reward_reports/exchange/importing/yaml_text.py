"""Texts and pairs as YAML that reads back as the same characters."""

from __future__ import annotations

import math

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reward_reports.base.escaping.visible import printable
from reward_reports.report.loading.scalars import resolve
from reward_reports.report.text_edits import in_quotes, quoted

_SHORT = 90


def scalar(text: str, indent: int) -> str:
    """Return a text as it stands behind `key:`, with the blank before it: on the line if it is short, else as a block.

    Args:
        text: without blank lines at its beginning and its end.
        indent: the column of the key.
    """
    if not text.strip() or printable(text, "markdown") != text:
        return f" {in_quotes(text)}"
    if len(text) <= _SHORT and "\n" not in text:
        return f" {quoted(text)}"
    inner = " " * (indent + 2)
    lines = [inner + line if line else "" for line in text.split("\n")]
    header = "|2" if text[0] in " \t" else "|"
    return "\n".join([f" {header}", *lines])


def as_yaml(node: Node, indent: int) -> str:
    """Return a value as it stands behind `key:`, with what stands before it: the same data, in our own layout.

    Args:
        node: as the loader read it; numbers stay as they are typed.
        indent: the column in which its own keys and entries begin.
    """
    inner = "\n" + " " * indent
    if isinstance(node, MappingNode):
        entries = [f"{inner}{quoted(str(key.value))}:{as_yaml(value, indent + 2)}" for key, value in node.value]
        return "".join(entries) or " {}"
    if isinstance(node, SequenceNode):
        return "".join(f"{inner}-{_entry(value, indent + 2)}" for value in node.value) or " []"
    typed = str(node.value)
    value = resolve(typed) if is_plain(node) else typed
    if isinstance(value, str) or (isinstance(value, float) and not math.isfinite(value)):
        return scalar(typed, indent - 2) if typed.strip("\n") == typed else f" {in_quotes(typed)}"
    return f" {typed or 'null'}"


def is_plain(node: Node) -> bool:
    """Whether a scalar is written without quotes."""
    return isinstance(node, ScalarNode) and not node.style


def _entry(node: Node, indent: int) -> str:
    """Return an entry of a list: its first key stands on the line of its dash."""
    text = as_yaml(node, indent)
    return f" {text.lstrip()}" if isinstance(node, MappingNode) and node.value else text
