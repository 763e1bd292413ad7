"""Finds the questions and the guidance of a template that an author left in an answer.

The field's own templates are known by fingerprints: hashes of every four words in a row of each of their sentences. Our
own guidance is read from the model. A sentence counts as left where nine tenths of its words stand in a row: a few
changed letters, other punctuation and lost markup do not hide it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from reward_reports.linting.template_text.fingerprints import HEAD, ROW, SIZE, WORD, rows_of, sentences_of, words_of
from reward_reports.linting.template_text.template_fingerprints import HEADS, SENTENCES
from reward_reports.report.model.guides import guides

_SHARE = 0.9
_WHOLE = 0.97
_SHORT = 300  # characters
_MOST = 200  # question marks looked at one by one
_OWN = 7  # words
_MARKUP = " \t*_>#-•\"'“‘[("

_Index: TypeAlias = dict[bytes, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Leftover:
    """What was left in a text.

    Attributes:
        start: its first character.
        end: the character behind it; other words may stand between two sentences that were left.
        whole: whether the text holds nothing else.
    """

    start: int
    end: int
    whole: bool


def find_leftover(text: str) -> Leftover | None:
    """Return the stretch of a text that a template left in it, or None. Costs next to nothing where there is none."""
    if "?" in text and _asks_a_known_question(text):
        return _search(text)
    heads = _heads()
    for piece in text.replace("\n", ". ").split(". "):
        if piece[:HEAD].lower() in heads or (piece[:1] in _MARKUP and piece.lstrip(_MARKUP)[:HEAD].lower() in heads):
            return _search(text)
    return None


def _asks_a_known_question(text: str) -> bool:
    """Whether the last words before a question mark are those of a known question, or the whole text is a short one."""
    at = text.find("?")
    for _ in range(_MOST):
        if at < 0:
            return len(text) < _SHORT and tuple(words_of(text)) in _short()
        last = rows_of(words_of(text[max(0, at - 100) : at])[-ROW:])
        if last and last[0] in _index():
            return True
        at = text.find("?", at + 1)
    return True


def _search(text: str) -> Leftover | None:
    matches = list(re.finditer(WORD, text))
    words = [match[0].lower() for match in matches]
    if tuple(words) in _short():
        return _leftover(text, matches, 0, len(words) - 1, whole=True)
    left: set[int] = set()
    for sentence, places in _hits(rows_of(words)).items():
        left |= _matched(text, matches, places, len(_known()[sentence]))
    if not left:
        return None
    return _leftover(text, matches, min(left), max(left), whole=len(left) >= _WHOLE * len(words))


def _leftover(text: str, matches: list[re.Match[str]], first: int, last: int, *, whole: bool) -> Leftover:
    end = matches[last].end()
    while text[end : end + 1] in (".", "?", "!"):
        end += 1
    return Leftover(matches[first].start(), end, whole)


def _hits(rows: list[bytes]) -> dict[int, list[tuple[int, int]]]:
    """Return, for each known sentence, pairs of a place in the text and the place in the sentence that it equals."""
    hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
    index = _index()
    for at, row in enumerate(rows):
        for sentence, place in index.get(row, ()):
            hits[sentence].append((at, place))
    return hits


def _matched(text: str, matches: list[re.Match[str]], places: list[tuple[int, int]], rows: int) -> set[int]:
    """Return the words of the text that make up one known sentence, or none if it is not there up to its end."""
    shift = Counter(at - place for at, place in places).most_common(1)[0][0]
    near = [(at, place) for at, place in places if abs(at - place - shift) <= 2]  # a word may be added or missing
    covered = {place + step for _, place in near for step in range(ROW)}
    words = rows + ROW - 1
    if len(covered) < _SHARE * words:
        return set()
    last = max(at for at, _ in near) + ROW - 1
    after = last + words - max(covered)  # the first word behind the sentence
    rest = text[matches[last].end() : matches[after].start() if after < len(matches) else len(text)]
    if after < len(matches) and not any(mark in rest for mark in ".?!:[\n"):
        return set()  # the author's own sentence goes on from here
    return set(range(min(at for at, _ in near), last + 1))


@cache
def _heads() -> frozenset[str]:
    return HEADS | {sentence[:HEAD].lower() for sentence in _own_sentences()}


@cache
def _known() -> list[list[bytes]]:
    """Return the fingerprints of every known sentence, the field's first."""
    field = [b64decode(line) for line in SENTENCES]
    fingerprints = [[raw[at : at + SIZE] for at in range(0, len(raw), SIZE)] for raw in field]
    ours = [words_of(sentence) for sentence in _own_sentences()]
    # A short question of ours may well be an author's own; it counts only where it is the whole answer.
    return fingerprints + [rows_of(words) for words in ours if len(words) >= _OWN]


@cache
def _index() -> _Index:
    index: _Index = defaultdict(list)
    for number, rows in enumerate(_known()):
        for place, row in enumerate(rows):
            index[row].append((number, place))
    return dict(index)


@cache
def _own_sentences() -> tuple[str, ...]:
    sentences: list[str] = []
    for guide in guides().values():
        sentences += [*sentences_of(guide.guidance), *guide.questions]
    return tuple(dict.fromkeys(sentences))


@cache
def _short() -> frozenset[tuple[str, ...]]:
    """Return our own questions as whole answers, for those too short for fingerprints: one, or all of a field."""
    every = [question for guide in guides().values() for question in (*guide.questions, " ".join(guide.questions))]
    return frozenset(tuple(words_of(question)) for question in every)
