"""A tree of nodes to plain data, with everything noted that is not as it should be."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Edit, Fix, Kind, Problem, Span
from reward_reports.report.loading.decoding import FORBIDDEN, forbidden
from reward_reports.report.loading.positions import inside, word_span
from reward_reports.report.loading.scalars import Scalar, differs_in_yaml_1_1, resolve

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.report.loading.parsing import Limits

_CORE = "tag:yaml.org,2002:"
_SCALAR_TYPES: dict[str, tuple[type, ...]] = {
    _CORE + "int": (int,),
    _CORE + "float": (int, float),
    _CORE + "bool": (bool,),
    _CORE + "null": (type(None),),
}
_COLLECTION_TAGS: dict[type[Node], tuple[str, ...]] = {MappingNode: (_CORE + "map",), SequenceNode: (_CORE + "seq",)}
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c\u180e\u034f\ufe00-\ufe0f\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_DECEIVING = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"  # of a region, as of Scotland
    "|(?P<turns>[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c])"
    "|[\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}|[\u200b-\u200d\u2060-\u2064]{3,}"
)
"""What turns the direction of a text, and what can hide one: tags, notes between lines, rows of what has no width."""
_WORD = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_LOOK_ALIKES = str.maketrans("аеорсхуіјѕԁһԛԝɡοαερνιτκ", "aeopcxyijsdhqwgoaepvitk")


class _StopError(Exception):
    """Nothing of the file can be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Walker:
    """Turns nodes into plain data once; `problems` holds what was noted on the way."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._limits = limits
        self._visited = 0
        self._aliases = "*" in text
        self._open: set[int] = set()
        self._plain = text.isascii() and "\\" not in text

    def walk(self, root: Node) -> Any:
        """Return the plain data of the tree, or None if it is unclear."""
        try:
            return self._value(root)
        except _StopError as stop:
            self.problems.append(stop.problem)
            return None

    def _value(self, node: Node) -> Any:
        self._visited += 1
        if self._visited > self._limits.max_nodes:
            what = f"aliases expand to more than {self._limits.max_nodes:,} values"
            raise _StopError(self._at(node, what, "Write the values out, fewer of them", "limit"))
        if type(node) is ScalarNode:
            return self._scalar(node)
        if node.tag is not None and node.tag not in _COLLECTION_TAGS.get(type(node), ()):
            self._refuse_tag(node)
        if not self._aliases:
            return self._collection(node)
        return self._guarded(node)

    def _guarded(self, node: Node) -> Any:
        """Walk a collection that may be reached through an alias: not forever, and not too deep."""
        if id(node) in self._open:
            advice = "Remove the alias (`*name`) inside its own anchor (`&name`)"
            raise _StopError(self._at(node, "an alias contains itself", advice, "yaml"))
        if len(self._open) >= self._limits.max_depth:
            what = f"the file nests deeper than {self._limits.max_depth} levels"
            raise _StopError(self._at(node, what, "Write it flatter", "limit"))
        self._open.add(id(node))
        collection = self._collection(node)
        self._open.discard(id(node))
        return collection

    def _collection(self, node: Node) -> Any:
        if type(node) is SequenceNode:
            return [self._value(child) for child in node.value]
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, node)
            if key is None:
                continue
            value = self._value(value_node)
            if key in mapping:
                self._duplicate(key, key_node, node)
                continue
            mapping[key] = value
        return mapping

    def _key(self, node: Node, mapping: Node) -> str | None:
        if type(node) is not ScalarNode:
            self._note(node, "a key is a list or a mapping", "Use a word as the key", "key")
            return None
        key: str = node.value
        if not node.style and not self._is_word(key, node):
            return None
        if node.tag is not None and node.tag != _CORE + "str":
            self._refuse_tag(node)
        if not self._plain:
            self._forbidden(node)
            if not key.isascii():
                self._odd_key(key, node, mapping)
        return key

    def _is_word(self, key: str, node: Node) -> bool:
        """Whether a plain key is text; what else it is, is noted."""
        if key == "<<":
            advice = "Write out the keys it brings in: not all YAML tools know merge keys"
            self._note(node, "a merge key (`<<`) is used", advice, "merge")
        elif not isinstance(resolve(key), str):
            advice = f'Quote it if it is meant: "{key}"; else use a word' if key else "Write a word before the colon"
            self._note(node, f"the key {key or '(nothing)'} is not text", advice, "key")
        else:
            return True
        return False

    def _odd_key(self, key: str, node: Node, mapping: Node) -> None:
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", key)).translate(_LOOK_ALIKES)
        if plain == key or not plain.isascii():
            return
        what = "an invisible character" if _INVISIBLE.search(key) else "a character that only looks like a Latin letter"
        start, end = node.start_mark.index, node.end_mark.index
        fix, word = None, word_span(node)
        if _WORD.fullmatch(plain) and not any(other.value == plain for other, _ in mapping.value):
            fix = Fix(f"Write the key as {plain}", (Edit(word.start, end, plain),))
        message, advice = f"the key {plain} contains {what}", f"Type it again: {plain}"
        self.problems.append(Problem(message, advice, kind="odd-key", span=Span(start, end), fix=fix))

    def _scalar(self, node: Any) -> Scalar:
        text: str = node.value
        if not self._plain:
            self._forbidden(node)
            if not text.isascii():
                self._odd_text(node)
        if node.tag is not None:
            return self._tagged(node)
        if node.style:
            return text
        value = resolve(text)
        if differs_in_yaml_1_1(text):
            self._hint(node, value)
        return value

    def _forbidden(self, node: ScalarNode) -> None:
        """Note a character that is written as an escape and that no report may hold."""
        match = FORBIDDEN.search(node.value) if node.style == '"' else None
        if match:
            self.problems.append(forbidden(match[0], inside(self._text, node, match.span())))

    def _odd_text(self, node: ScalarNode) -> None:
        match = next((one for one in _DECEIVING.finditer(node.value) if not one["flag"]), None)
        if match:
            does = "turns the direction of the text" if match["turns"] else "can hide text"
            what = f"the invisible character U+{ord(match[0][0]):04X} {does}"
            advice = "Delete it: a reader would see other words than a program"
            self.problems.append(Problem(what, advice, kind="bidi", span=inside(self._text, node, match.span())))

    def _tagged(self, node: ScalarNode) -> Scalar:
        tag, text = node.tag, node.value
        if tag == _CORE + "str":
            return str(text)
        value = resolve(text)
        if any(isinstance(value, kind) for kind in _SCALAR_TYPES.get(tag, ())):
            return value
        self._refuse_tag(node)
        return str(text)

    def _refuse_tag(self, node: Node) -> None:
        tag = str(node.tag).replace(_CORE, "!!")
        advice = "Remove the tag; write the value as it is, quoted if it is text"
        self.problems.append(Problem(f"the tag {tag} cannot be used here", advice, kind="tag", span=self._span(node)))

    def _hint(self, node: Node, value: Scalar) -> None:
        text = node.value
        fix = None
        if isinstance(value, str):
            word = word_span(node)
            shown, advice = "text", f'Write "{text}" if it is text'
            fix = Fix("Quote the value", (Edit(word.start, word.end, f'"{text}"'),))
        else:
            shown = f"the number {value}"
            advice = f'Quote it if it is text: "{text}"; a number is written without a leading zero'
        others = "an error to other" if text == "-" else "something else to older"
        message = f"{text} is {shown} here, and {others} YAML tools"
        self.problems.append(Problem(message, advice, kind="yaml-1.1", span=self._span(node), fix=fix))

    def _duplicate(self, key: str, node: Node, mapping: Node) -> None:
        first = next(key_node for key_node, _ in mapping.value if key_node.value == key)
        line = self._text.count("\n", 0, first.start_mark.index) + 1
        message = f"the key {key} stands here a second time; the first is on line {line}"
        self.problems.append(Problem(message, "Keep one of the two", kind="duplicate-key", span=self._span(node)))

    def _note(self, node: Node, message: str, advice: str, kind: Kind) -> None:
        self.problems.append(self._at(node, message, advice, kind))

    def _at(self, node: Node, message: str, advice: str, kind: Kind) -> Problem:
        return Problem(message, advice, kind=kind, span=self._span(node))

    def _span(self, node: Node) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        newline = self._text.find("\n", start, end)
        return Span(start, max(start + 1, end if newline < 0 else newline))
