"""Line breaks as YAML 1.2 knows them: a line feed or a carriage return, and no other character.

libyaml also ends lines at U+0085, U+2028 and U+2029: what follows one in a comment would be read as the next line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.report.loading.tree_walk import scalars_of

if TYPE_CHECKING:
    from yaml.nodes import Node

_OTHERS = "\x85\u2028\u2029"
_PRIVATE = range(0xE000, 0xF900)


def hidden(text: str) -> tuple[str, dict[int, str]]:
    """Return the text with other characters for those that end no line, and the table that gives them back.

    Every character keeps its place. A last line of blanks gets the end that it lacks, for it belongs to a block above it.
    """
    if text[-1:] == " " and not text[text.rfind("\n") + 1 :].strip(" "):
        text += "\n"
    if text.isascii() or not any(char in text for char in _OTHERS):
        return text, {}
    unused = (code for code in _PRIVATE if chr(code) not in text)
    swapped = {ord(char): next(unused) for char in _OTHERS}
    return text.translate(swapped), {code: chr(char) for char, code in swapped.items()}


def restore(root: Node, table: dict[int, str]) -> None:
    """Give the texts of a tree the characters back that `hidden` took."""
    for node in scalars_of(root):
        node.value = node.value.translate(table)
