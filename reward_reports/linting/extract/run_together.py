"""Lists that were pasted without their line breaks: where one entry runs into the next.

A place where a word goes on with a capital (`rateMissed`), or a closing sign is followed by one (`(kWh)Peak`), is a *joint*.
Names are written like that too (`YouTube`, `learningRate`), so a joint counts by what stands around it: bare words in a row are
entries, sentences hold names. In a sentence two joints are needed, and words that begin with a capital are taken for names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reward_reports.linting.extract.entry_words import (
    CODE_ENDINGS,
    ENTRY_ENDINGS,
    ENTRY_WORDS,
    FOLLOWERS,
    KNOWN_NAMES,
    LEADERS,
    SMALL_WORDS,
    STARTERS,
)
from reward_reports.linting.extract.patterns import lazy

_L, _U = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
_BULLETS = "•▪‣◦●■"
_SHAPE = {code: "a" if chr(code).islower() else "A" if chr(code).isupper() else chr(code) for code in range(256)}
_SHAPE |= dict.fromkeys(map(ord, "0123456789"), "0") | dict.fromkeys(map(ord, _BULLETS), "A")
"""Makes one small letter, one capital and one digit of all, so that a plain search finds where a joint may be."""
_MAY_JOIN = ("aA", "AAa", "0A", ")A", "%A", "a0.", "a0)", '"A', "”A", "»A", ".A", "?A", "!A")
_UNREAD = lazy(
    r"\$[^$\n]*\$|\b[a-z][a-z0-9+.-]{0,20}://[^\s)\]>]*|\bwww\.[^\s)\]>]*|[\w.+-]{1,64}@[\w.-]{1,100}\.\w+|\[@[^\][\n]*\]"
    r"|</?[a-z][^<>\n]*>|\\[a-z]+|(?<![\w)])[\w.~-]{0,100}/[\w./~-]*\w|(?<!\w)[^\W_]*_\w*|(?<!\w)\w+\([^()\s]*\)",
    re.IGNORECASE,
)
"""Formulas, addresses, citations, markup, paths and code: capitals mean nothing there."""
_PARAGRAPH = lazy(r"(?:(?!\n[^\S\n]*\n|\n[^\S\n]*(?:[-*+•]|\d+[.)])\s).)+", re.DOTALL)
_TOKEN = lazy(rf"(?<![\w#\\=])(?<!\w[.-])[{_L}{_U}\d]{{3,}}(?![\w@\\=]|\.\w)")
_HUMP = lazy(rf"(?<=[{_L}])(?=[{_U}])|(?<=[{_U}])(?=[{_U}][{_L}]{{2}})|(?<=\d)(?=[{_U}][{_L}]{{2}})")
_SIGN = lazy(
    rf"(\([^()\n]{{2,80}}\)|\d ?%|[\w.!?][”»]|[.!?]\"|\w[?!])([{_U}][{_L}]+)"
    rf"|(\w[{_L}]\.)((?:{'|'.join(map(str.capitalize, sorted(STARTERS)))})(?=\s)|[{_U}]\w+(?: \w+){{0,3}}(?=: ))"
)
_NUMBERED = lazy(rf"(?:\A|[\s:])1[.)]\s?[{_U}].{{0,200}}?[{_L})](2[.)])\s?[{_U}]", re.DOTALL)
_BULLET = lazy(rf"[^\s(]([{_BULLETS}])\s?\w")
_SENTENCES = lazy(rf"[.!?…][)\]”\"»’]*\s*\Z|[\w)\]”\"»’][.!?][)\]”\"»’]*\s+[{_U}]")
_LABEL = lazy(r"\W{0,5}[^\W\d_][^.:\n]{0,40}:")
_FIRST_WORD, _LAST_WORD = lazy(r"\W*(\w+)"), lazy(r"(\w{2,})\s*\Z")
_BEFORE, _AFTER = lazy(r"(\w+|[^\w\s])?\s*\Z"), lazy(r"\s*(\w+|[^\w\s])?")
_WORD_BEFORE, _WORD_AFTER = lazy(r"[^\s(]*\Z"), lazy(r"\w*")
_FAMILY_NAME = lazy(r"(?:Ma?c|De|Di|Du|Fitz|La|Le|Van|Von)[A-Z][a-z]+\Z")
_FIGURE = lazy(r"[A-Z]\d+\Z")
_UNITS = frozenset("s h m ms kg km cm mm ml kw mw gb mb".split())
_AROUND_CODE = frozenset(",;:()[]{}=<>.!?/&")
_BEFORE_CODE = LEADERS | {"by", "via", "with"}
_BEFORE_NAMES = frozenset("and or the a an called named using with by & , ; (".split())
_AFTER_NAMES = frozenset("and or & , ; : )".split())


class Joint(NamedTuple):
    """A place where one entry may run into the next.

    Attributes:
        span: the word that holds it.
        halves: what stands before and behind it.
        sure: whether no name is written like that.
        name: whether the word begins with a capital, as most names do.
        score: how far its halves are words that often begin or end an entry.
    """

    span: tuple[int, int]
    halves: tuple[str, str]
    sure: bool
    name: bool
    score: int


class _Paragraph(NamedTuple):
    """A paragraph, or an entry of a proper list, with what its joints are compared with."""

    text: str
    start: int
    end: int
    first: str
    last: str
    labelled: bool


def may_run_together(text: str) -> bool:
    """Whether a text holds anything that could be a joint, names included; costs little."""
    shape = text.translate(_SHAPE)
    for mark in _MAY_JOIN:  # noqa: SIM110 `any` takes twice as long, and every text is asked
        if mark in shape:
            return True
    return False


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words with a capital inside that stand in two different surroundings: names do, slips do not."""
    seen: dict[str, tuple[str, str]] = {}
    names: set[str] = set()
    for text in texts:
        for token in _TOKEN.finditer(text):
            if not token[0][1:].islower() and _HUMP.search(token[0]):
                around = _around(text, token, 0, len(text))
                if seen.setdefault(token[0], around) != around:
                    names.add(token[0])
    return frozenset(names)


def find_run_together(text: str, names: Callable[[], frozenset[str]] = frozenset) -> tuple[int, int] | None:
    """Return where the first two entries of a list run together, or None.

    Args:
        text: Markdown, with code blanked out.
        names: gives words with a capital inside that are known to be names; called only if the answer depends on it.
    """
    if _search(text, frozenset()) is None:  # most texts, and only then is it worth looking closely
        return None
    readable = _UNREAD.sub(lambda match: " " * len(match[0]), text)
    return _search(readable, names())


def _search(text: str, names: frozenset[str]) -> tuple[int, int] | None:
    for mark in (_BULLET, _NUMBERED):
        match = mark.search(text)
        if match:
            return _with_word(text, match.span(1))
    for paragraph in map(_paragraph, _PARAGRAPH.finditer(text)):
        joints = [*_in_words(text, paragraph, names), *_behind_signs(text, paragraph)]
        if joints and _is_list(paragraph.text, joints):
            return min(joint.span for joint in joints)
    return None


def _paragraph(match: re.Match[str]) -> _Paragraph:
    first, last = _FIRST_WORD.match(match[0]), _LAST_WORD.search(match[0])
    labelled = _LABEL.match(match[0]) is not None
    return _Paragraph(match[0], *match.span(), first[1] if first else "", last[1] if last else "", labelled)


def _is_list(paragraph: str, joints: list[Joint]) -> bool:
    """Whether the joints of a paragraph are more than its names and a slip can explain."""
    plain = {joint.halves for joint in joints if joint.sure or not joint.name}
    if _SENTENCES.search(paragraph):
        is_question = paragraph.rstrip().endswith("?") and any(joint.halves[0].endswith("?") for joint in joints)
        return len(plain) > 1 or is_question
    if plain:
        return True
    scores = {joint.halves: joint.score for joint in joints}
    titled = _is_titled(paragraph)
    if len(scores) == 1:
        first = paragraph.lstrip().startswith("".join(joints[0].halves))
        return joints[0].score > (2 if first else 1) and (first or titled)
    return sum(scores.values()) > (1 if titled else 3)


def _is_titled(paragraph: str) -> bool:
    """Whether every long word begins with a capital, as entries of forms often do."""
    words = [word for word in _HUMP.sub(" ", paragraph).split() if len(word) > 3 and word[0].isalpha()]
    words = [word for word in words if word not in SMALL_WORDS]
    return len(words) > 2 and " " in paragraph.strip() and all(word[0].isupper() for word in words)


def _in_words(text: str, paragraph: _Paragraph, names: frozenset[str]) -> Iterator[Joint]:
    """Give the joints inside words."""
    for token in _TOKEN.finditer(text, paragraph.start, paragraph.end):
        if not token[0][1:].islower() and _HUMP.search(token[0]) and not _is_name(token[0]):
            yield from _joints(text, paragraph, token, again=token[0] in names)


def _is_name(word: str) -> bool:
    small = word.lower()
    return small in KNOWN_NAMES or small.removesuffix("s") in KNOWN_NAMES or _FAMILY_NAME.match(word) is not None


def _joints(text: str, paragraph: _Paragraph, token: re.Match[str], *, again: bool) -> Iterator[Joint]:
    before, after = _around(text, token, paragraph.start, paragraph.end)
    labelled = paragraph.labelled and after == ":" and before.isalnum()
    parts = _HUMP.split(token[0])
    for index, (left, right) in enumerate(pairwise(parts), 2):
        last = index == len(parts)
        small = left[0].islower() or left.isdigit()
        score = _score(left) + min(_score(right), 1)
        starts = last and len(right) > 1 and right.lower() in STARTERS and after.isalnum()
        alike = _is_alike(left, right, paragraph) and (small or score > 0 or starts or len(left) == 1)
        sure = alike or (not again and ((labelled and last) or starts) and (small or score > 0))
        may = (
            _may_end_entry(left, right, (before, after), score) if small else _may_be_two(left, right, (before, after))
        )
        if sure or (may and not again):
            yield Joint(token.span(), (left, right), sure, not small, score)


def _around(text: str, token: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """Return the word or sign before a word and the one behind it."""
    before = _BEFORE.search(text, max(start, token.start() - 40), token.start())
    after = _AFTER.match(text, token.end(), end)
    return (before[1] or "" if before else ""), (after[1] or "" if after else "")


def _is_alike(left: str, right: str, paragraph: _Paragraph) -> bool:
    """Whether entries begin or end alike: `Bus 12Bus 14`, `Night tripDay trip`."""
    begins = right == paragraph.first and len(right) > 2
    return (begins or left == paragraph.last) and right.lower() not in CODE_ENDINGS


def _may_end_entry(left: str, right: str, around: tuple[str, str], score: int) -> bool:
    """Whether a word that begins small, or a number, can be the end of one entry and the beginning of the next."""
    before, after = around
    if right.lower() in CODE_ENDINGS or not (len(left) > 2 or left in _UNITS or left.isdigit()):
        return False
    if len(right) < 2:
        return right == "A" and after.islower() and before.isalnum()
    if left.isdigit():
        return before.isalpha() and _score(right) > 0
    if not before and score > 1:
        return True
    code = before.lower() in _BEFORE_CODE or after.lower() in FOLLOWERS or after in _AROUND_CODE
    return before.isalnum() and not code


def _may_be_two(left: str, right: str, around: tuple[str, str]) -> bool:
    """Whether a word that begins with a capital can be two entries: names stand between commas, or behind `the`."""
    if right.lower() in CODE_ENDINGS or (min(len(left), len(right)) < 3 and not _FIGURE.match(right)):
        return False
    return around[0].lower() not in _BEFORE_NAMES and around[1].lower() not in _AFTER_NAMES


def _score(half: str) -> int:
    """Return 2 for a plural or another long form of a word, 1 for a word that often begins or ends an entry, 0 for others."""
    small = half.lower()
    if len(small) > 4 and small[-1] == "s" and small[-2] not in "sui":
        return 2
    if len(small) > 5 and small.endswith(ENTRY_ENDINGS):
        return 2
    if len(small) > 4 and small.endswith("ed"):
        return 1
    return int(small in ENTRY_WORDS or small.removesuffix("s") in ENTRY_WORDS or _FIGURE.match(half) is not None)


def _behind_signs(text: str, paragraph: _Paragraph) -> Iterator[Joint]:
    """Give the joints behind a bracket, a quotation, a percentage, a question or a sentence."""
    for match in _SIGN.finditer(text, paragraph.start, paragraph.end):
        halves = match[1] or match[3], match[2] or match[4]
        yield Joint(_with_word(text, match.span()), halves, sure=True, name=False, score=2)


def _with_word(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch with the word before it and the one behind it, where no blank is between."""
    before, after = _WORD_BEFORE.search(text, max(0, span[0] - 40), span[0]), _WORD_AFTER.match(text, span[1])
    return before.start() if before else span[0], after.end() if after else span[1]
