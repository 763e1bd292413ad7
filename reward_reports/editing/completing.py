"""What may be written at an offset: keys, values of a choice, ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from yaml.nodes import Node, ScalarNode

from reward_reports.base.diagnostics import Path, Span
from reward_reports.editing.blanking import without_broken_lines
from reward_reports.editing.spots import children, is_behind, key_at, with_items
from reward_reports.report.loading.parsing import Limits, compose
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.fields import model_at
from reward_reports.report.model.pointers import pointer_at
from reward_reports.report.schema.keys import Key, direct_keys
from reward_reports.report.text_edits import quoted

if TYPE_CHECKING:
    from reward_reports.editing.identifiers import Definition, Identifiers
    from reward_reports.editing.session import Snapshot

_MARK = "qxhereqx"
"""A word that no report holds, put where the cursor is so that the parser says where that is."""
_WORD = re.compile(r"[\w.:/+-]*\Z")
_WORD_BEHIND = re.compile(r"[\w./+-]*")
_CITING = re.compile(r"\[[^\[\]\n]*@([\w.:/+-]*)\Z")
_CLOSING = {"{": "}", "[": "]"}


@dataclass(frozen=True)
class Candidate:
    """Something that may be written.

    Attributes:
        kind: what it is.
        label: what is shown.
        text: what is written in the place of the word at the cursor.
        detail: its type, or what it names.
        meaning: what it means, in a sentence or Markdown.
        replaces: the characters that it takes the place of.
        order: its place in the list.
    """

    kind: Literal["key", "value", "id"]
    label: str
    text: str
    detail: str
    meaning: str
    replaces: Span
    order: int


def suggestions(snapshot: Snapshot, identifiers: Identifiers | None, offset: int) -> list[Candidate]:
    """Return what may be written at an offset, in order.

    Args:
        snapshot: the text.
        identifiers: the ids of the report, if it can be read.
        offset: where the cursor is.
    """
    text = snapshot.document.text
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    cited = _CITING.search(line)
    if cited:
        word = Span(offset - len(cited[1]), offset)
        return _numbered(_ids(identifiers.citable() if identifiers else [], word, snapshot, in_prose=True))
    if line.lstrip().startswith("#") or " #" in line:
        return []
    start = offset - len(_WORD.search(line)[0])  # type: ignore[index]  # it matches nothing too
    behind = _WORD_BEHIND.match(text, offset)
    word = Span(start, behind.end() if behind else offset)
    place = _place(text, word)
    return _numbered(_at(place, word, snapshot, identifiers)) if place else []


@dataclass(frozen=True)
class _Place:
    """Where the cursor is: in a mapping as a key, or as a value at a path."""

    path: Path
    is_key: bool
    is_alone: bool
    keys: tuple[str, ...]


def _numbered(offered: Iterator[Candidate]) -> list[Candidate]:
    return [Candidate(**{**vars(one), "order": number}) for number, one in enumerate(offered)]


def _at(place: _Place, word: Span, snapshot: Snapshot, identifiers: Identifiers | None) -> Iterator[Candidate]:
    if place.is_key:
        yield from _keys(place.path, place.keys, word, snapshot)
        return
    key = key_at(place.path)
    if key is None:
        return
    points_to = pointer_at(with_items(place.path))
    if points_to and identifiers:
        for target in points_to.targets:
            yield from _ids(identifiers.of_target(target), word, snapshot)
    if key.choices:
        yield from (_value(value, meaning, word) for value, meaning in key.choices.items())
    elif key.kind == "true or false":
        yield from (_value(value, "", word) for value in ("true", "false"))
    elif place.is_alone and key.inner is not None:
        yield from _keys(place.path, (), word, snapshot)


def _keys(path: Path, there: tuple[str, ...], word: Span, snapshot: Snapshot) -> Iterator[Candidate]:
    steps = tuple(step for step in with_items(path) if isinstance(step, str))
    model = model_at(steps)
    if model is None:
        return
    keys = [key for key in direct_keys(model, steps) if key.name not in there]
    has_colon = snapshot.document.text[word.end : word.end + 1] == ":"
    for key in sorted(keys, key=lambda key: key.name in FRAME):
        yield Candidate(
            "key", key.name, key.name + ("" if has_colon else _behind(key)), _detail(key), key.meaning, word, 0
        )


def _behind(key: Key) -> str:
    return ": " if key.is_simple or key.is_list else ":"


def _detail(key: Key) -> str:
    kind = "one of its values" if key.choices and not key.is_list else key.kind.replace("the values below", "values")
    return kind + (", needed" if key.needed else "")


def _value(value: str, meaning: str, word: Span) -> Candidate:
    text = value if value in ("true", "false") else quoted(value)
    return Candidate("value", value, text, "", meaning, word, 0)


def _ids(
    definitions: list[Definition], word: Span, snapshot: Snapshot, *, in_prose: bool = False
) -> Iterator[Candidate]:
    for one in definitions:
        named = name_of(snapshot, one.path)
        text = one.id if in_prose else quoted(one.id)
        yield Candidate("id", one.id, text, named or ".".join(map(str, one.home)), "", word, 0)


def name_of(snapshot: Snapshot, path: Path) -> str:
    """Return what an entry calls itself, on one line; "" if it does not say."""
    entry = value_at(snapshot.context.document.data if snapshot.context else None, path)
    if not isinstance(entry, dict):
        return ""
    words = next(
        (
            entry[key]
            for key in ("name", "title", "what", "summary", "caption", "text")
            if isinstance(entry.get(key), str)
        ),
        "",
    )
    return " ".join(words.split())[:100]


def value_at(data: Any, path: Path) -> Any:
    """Return what stands at a path of plain data, or None."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _place(text: str, word: Span) -> _Place | None:
    """Find where the cursor is by putting a mark there and reading the text again."""
    start = text.rfind("\n", 0, word.start) + 1
    end = text.find("\n", word.end)
    end = len(text) if end < 0 else end
    before, behind = text[start : word.start], text[word.end : end]
    is_alone = not before.replace("-", " ").strip()
    closing = _unclosed(before)
    as_value, as_key = f"{before}{_MARK}", f"{before}{_MARK}: 1"
    lines = (
        [as_key + closing, as_value + closing]
        if is_alone
        else [as_value + behind, as_value + closing, as_key + closing]
    )
    if is_alone and behind.lstrip().startswith(":"):
        lines = [as_value + behind]
    for line in lines:
        root = _tolerant(text[:start] + line + text[end:])
        mark = _find_mark(root, ()) if root is not None else None
        if mark:
            path, is_key, keys = mark
            return _Place(path, is_key, is_alone, keys)
    return None


def _tolerant(text: str) -> Node | None:
    root, _ = compose(text, Limits())
    if root is not None:
        return root
    blanked = without_broken_lines(text)
    return compose(blanked, Limits())[0] if blanked is not None and _MARK in blanked else None


def _unclosed(before: str) -> str:
    """Return what closes the brackets that a line opens."""
    open_: list[str] = []
    for character in before:
        if character in _CLOSING:
            open_.append(_CLOSING[character])
        elif open_ and character == open_[-1]:
            open_.pop()
    return "".join(reversed(open_))


def _find_mark(node: Node, path: Path) -> tuple[Path, bool, tuple[str, ...]] | None:
    """Return where the mark stands: the path, whether it is a key there, and the keys beside it."""
    if isinstance(node, ScalarNode):
        return (path, False, ()) if _MARK in node.value else None
    for step, key, value in children(node):
        if key is not None and _MARK in str(key.value):
            beside = tuple(str(other.value) for other, _ in node.value if other is not key)
            return path, True, beside
        if is_behind(key, value):
            mark = _find_mark(value, (*path, step))
            if mark:
                return mark
    return None
