"""Which words of a text stayed, came and went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from typing import Literal, NamedTuple

from reward_reports.changes.comparing.alignment import aligned

LONG = 60
"""Characters of a value that is shown whole in a sentence; of a longer one, only what differs is shown."""
# A word with the space behind it. Where words are not set apart, as in Chinese and Japanese, a character is a word.
_TOKEN = re.compile(r"(?:[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+|^)\s*", re.MULTILINE)
# Where a line begins so, Markdown reads its place.
_LAID_OUT = re.compile(r"^[ \t]*(?:[-*+>|#`~$:]|\d+[.)]|\[)|^(?:\t| {4})|\\$|  $", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
# What a long stretch without spaces is cut into: numbers, words, marks.
_PIECE = re.compile(r"(?:\d[\d.,]*|[^\W\d_]{1,64}|[^\w\s]{1,16}|_)\s*")
_LONG = 64
"""Characters of a stretch without spaces that is still one word."""
_KEPT = 32
"""Comparisons that are kept: each format asks for the words of a change more than once."""


class Word(NamedTuple):
    """A stretch of text that stayed, came or went."""

    op: Literal["same", "added", "removed"]
    text: str


def same_text(old: str, new: str) -> bool:
    """Whether two texts read the same: spaces at the ends and the breaking of lines in a paragraph do not count."""
    old, new = old.strip(), new.strip()
    if old == new:
        return True
    if old.split() != new.split() or _LAID_OUT.search(old) or _LAID_OUT.search(new):
        return False
    return len(_BLANK_LINE.findall(old)) == len(_BLANK_LINE.findall(new)) and [
        part.split() for part in _BLANK_LINE.split(old)
    ] == [part.split() for part in _BLANK_LINE.split(new)]


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return sum(bool(token.strip()) for token in _tokens(text))


def several(text: str) -> bool:
    """Whether a text has more than one word; a long one is not read to its end."""
    matches = (match for match in _TOKEN.finditer(text) if match[0].strip())
    return len(list(islice(matches, 2))) > 1


@lru_cache(_KEPT)
def word_changes(old: str, new: str) -> tuple[Word, ...]:
    """Return the stretches of two texts in order; those that stayed as they stand in the new one."""
    before, after = _tokens(old), _tokens(new)
    left, right = [token.rstrip() or " " for token in before], [token.rstrip() or " " for token in after]
    stretches: list[Word] = []
    at_old = at_new = 0
    for i, j, size in (*aligned(before, after, left, right), (len(left), len(right), 0)):
        if i > at_old:
            stretches.append(Word("removed", "".join(before[at_old:i])))
        if j > at_new:
            stretches.append(Word("added", "".join(after[at_new:j])))
        if size:
            stretches.append(Word("same", "".join(after[j : j + size])))
        at_old, at_new = i + size, j + size
    return tuple(_joined(stretches))


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if len(token) > _LONG and len(token.rstrip()) > _LONG:
            tokens += _PIECE.findall(token)
        elif token:
            tokens.append(token)
    return tokens


def _joined(words: Iterable[Word]) -> Iterator[Word]:
    for op, group in groupby(words, key=lambda word: word.op):
        yield Word(op, "".join(word.text for word in group))
