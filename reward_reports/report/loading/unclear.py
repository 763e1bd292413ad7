"""Places that YAML 1.2 reads otherwise than the parser does: they are refused, so that no value is silently another.

Source: https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Kind, Problem, Span
from reward_reports.report.loading.tree_walk import scalars_of

if TYPE_CHECKING:
    from yaml.nodes import Node

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*(?:[&!]\S*)?")
_HEADER = re.compile(r"[|>][-+1-9]{0,2}\Z")
_NAMED = re.compile(r"[0-9A-Za-z_-]+[?:%@`]")
_VERSION = re.compile(r"%YAML[ \t]+1\.[12][ \t]*(?:[ \t]#.*)?\r?\Z")
_BEFORE_TOKENS = frozenset(" \t\r\n[{,")
_BEHIND_TOKENS = frozenset(" \t\r\n,]}")
_Where = tuple[str, str, Kind]
_MOST = 50
"""Problems said about one file."""
_COMMENT_TOO_CLOSE: _Where = (
    "a # follows without a space before it",
    "Put a space before it if it begins a comment, or quote the whole value",
    "yaml",
)
_QUESTION: _Where = ("a text in brackets begins with ?", 'Quote it: "?…"', "yaml")
_NAME: _Where = (
    "the name of an anchor or alias is followed by a character that is part of it in YAML 1.2",
    "Put a space behind the name, or quote the value if it is meant as text",
    "yaml",
)
_BARE_TAG: _Where = ("the tag ! cannot be used here", "Remove it, and quote the value if it is text", "tag")
_DIRECTIVE: _Where = ("this line begins with %, but is not a known directive", "Remove the line", "yaml")


def find_unclear(text: str, root: Node) -> list[Problem]:
    """Return the places of a text that its tree of nodes does not show as YAML 1.2 would."""
    suspects = [*_suspects(text)]
    if not suspects:
        return []
    content = _Content(text, root)
    unclear = (suspect for suspect in sorted(suspects) if not content.holds(suspect[0]))
    return [
        Problem(message, advice, kind=kind, span=Span(at, at + 1))
        for at, (message, advice, kind) in islice(unclear, _MOST)
    ]


def _suspects(text: str) -> Iterator[tuple[int, _Where]]:
    """Give places that are unclear if they stand outside of texts and comments; cheap, for every file comes here."""
    for mark, is_suspect, what in _SUSPICIONS:
        at = text.find(mark)
        while at >= 0:
            if is_suspect(text, at):
                yield at, what
            at = text.find(mark, at + 1)
    if text.startswith("%") or "\n%" in text:
        for match in re.finditer(r"^%.*", text, re.MULTILINE):
            if not _VERSION.match(match[0]):
                yield match.start(), _DIRECTIVE


def _too_close(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1] in "\"']}," or _HEADER.search(text, max(at - 3, 0), at) is not None)


def _begins_in_brackets(text: str, at: int) -> bool:
    if text[at + 1 : at + 2] in _BEHIND_TOKENS:
        return False
    before = at - 1
    while before >= 0 and text[before] in " \t\r\n":
        before -= 1
    return before >= 0 and text[before] in "[{,"


def _goes_on(text: str, at: int) -> bool:
    return _begins_token(text, at) and _NAMED.match(text, at + 1) is not None


def _stands_alone(text: str, at: int) -> bool:
    return _begins_token(text, at) and (at + 1 == len(text) or text[at + 1] in _BEHIND_TOKENS)


def _begins_token(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _BEFORE_TOKENS


_SUSPICIONS: tuple[tuple[str, Callable[[str, int], bool], _Where], ...] = (
    ("#", _too_close, _COMMENT_TOO_CLOSE),
    ("?", _begins_in_brackets, _QUESTION),
    ("&", _goes_on, _NAME),
    ("*", _goes_on, _NAME),
    ("!", _stands_alone, _BARE_TAG),
)


class _Content:
    """Tells what is content from what makes structure; asked from the beginning of the text to its end."""

    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._spans = [*sorted(set(_scalars(text, root))), (len(text) + 1, len(text) + 1)]
        self._place = self._asked = self._line = self._end = self._searched = 0
        self._comment = -1

    def holds(self, at: int) -> bool:
        """Whether a character stands in a scalar or a comment."""
        while self._spans[self._place][0] <= at:
            self._end = max(self._end, self._spans[self._place][1])
            self._place += 1
        newline = self._text.rfind("\n", self._asked, at)
        if newline >= 0:
            self._line = newline + 1
        self._asked = at
        return at < self._end or self._in_comment(at)

    def _in_comment(self, at: int) -> bool:
        begin = max(self._line, self._end)
        mark = self._text.find("#", max(begin, self._searched), at)
        while mark >= 0 and self._comment < begin:
            if mark == begin or self._text[mark - 1] in " \t":
                self._comment = mark
            mark = self._text.find("#", mark + 1, at)
        self._searched = at
        return self._comment >= begin


def _scalars(text: str, root: Node) -> Iterator[tuple[int, int]]:
    """Give where the scalars of a tree stand, without their tags and anchors; of a block, what follows its header."""
    for node in scalars_of(root):
        start, end = node.start_mark.index, node.end_mark.index
        if text[start : start + 1] in ("&", "!"):
            start = _PROPERTIES.match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
        if node.style in ("|", ">"):
            start = text.find("\n", start) + 1
        yield start, end
