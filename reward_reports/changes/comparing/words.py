"""Which words of a text stayed, came and went.

Words that stand once in both texts hold the two together, as in Git's patience diff; what lies between them is compared
in turn. The time grows with the length of the texts and a little more, whatever they say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, islice, pairwise

from reward_reports.changes.comparing.change import Word

# A word with the space behind it. Where words are not set apart, as in Chinese and Japanese, a character is a word.
_TOKEN = re.compile(r"(?:[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+|^)\s*", re.MULTILINE)
# Where a line begins so, Markdown reads its place.
_LAID_OUT = re.compile(r"^[ \t]*(?:[-*+>|#`~$:]|\d+[.)]|\[)|^(?:\t| {4})|\\$|  $", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_SMALL = 400
_DEPTH = 12

Block = tuple[int, int, int, int]


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
    found = (match for match in _TOKEN.finditer(text) if match[0].strip())
    return len(list(islice(found, 2))) > 1


def word_changes(old: str, new: str) -> tuple[Word, ...]:
    """Return the stretches of two texts in order; those that stayed as they stand in the new one."""
    before, after = _tokens(old), _tokens(new)
    left, right = [token.rstrip() for token in before], [token.rstrip() for token in after]
    found: list[Word] = []
    at_old = at_new = 0
    for i, j, size in (*_same(left, right), (len(left), len(right), 0)):
        found.append(Word("removed", "".join(before[at_old:i])))
        found.append(Word("added", "".join(after[at_new:j])))
        found.append(Word("same", "".join(after[j : j + size])))
        at_old, at_new = i + size, j + size
    return tuple(_joined(word for word in found if word.text))


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token]


def _joined(words: Iterator[Word]) -> Iterator[Word]:
    for op, group in groupby(words, key=lambda word: word.op):
        yield Word(op, "".join(word.text for word in group))


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the stretches in common in order: where they begin in both, and how long they are."""
    blocks: list[tuple[int, int, int]] = []
    waiting: list[tuple[Block, int]] = [((0, len(old), 0, len(new)), _DEPTH)]
    while waiting:
        block, depth = waiting.pop()
        start, end = _trimmed(old, new, block)
        i, i_end, j, j_end = block
        blocks += [(i, j, start), (i_end - end, j_end - end, end)]
        inner = (i + start, i_end - end, j + start, j_end - end)
        if inner[0] == inner[1] or inner[2] == inner[3]:
            continue
        if (inner[1] - inner[0]) * (inner[3] - inner[2]) <= _SMALL:
            blocks += _by_hand(old, new, inner)
        elif depth:
            waiting += [(gap, depth - 1) for gap in _gaps(_anchors(old, new, inner), inner)]
    return sorted(block for block in blocks if block[2])


def _trimmed(old: Sequence[str], new: Sequence[str], block: Block) -> tuple[int, int]:
    """Return how many words are the same at the beginning and at the end."""
    i, i_end, j, j_end = block
    most = min(i_end - i, j_end - j)
    start = 0
    while start < most and old[i + start] == new[j + start]:
        start += 1
    end = 0
    while end < most - start and old[i_end - end - 1] == new[j_end - end - 1]:
        end += 1
    return start, end


def _by_hand(old: Sequence[str], new: Sequence[str], block: Block) -> list[tuple[int, int, int]]:
    i, i_end, j, j_end = block
    matcher = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
    return [(i + left, j + right, size) for left, right, size in matcher.get_matching_blocks()]


def _anchors(old: Sequence[str], new: Sequence[str], block: Block) -> list[tuple[int, int]]:
    """Return the places of words that stand once in both, as many as keep their order."""
    i, i_end, j, j_end = block
    once = {word for word, number in Counter(old[i:i_end]).items() if number == 1}
    places = {word: at for at, word in enumerate(new[j:j_end], j) if word in once}
    twice = {word for word, number in Counter(new[j:j_end]).items() if number > 1}
    return _longest_rising(
        [(at, places[word]) for at, word in enumerate(old[i:i_end], i) if word in places and word not in twice]
    )


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many pairs as possible whose second numbers rise, too."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        last[pile : pile + 1] = [at]
    found, at = [], last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _gaps(anchors: list[tuple[int, int]], block: Block) -> list[Block]:
    """Return the blocks that begin at each anchor and end before the next."""
    if not anchors:
        return []
    i, i_end, j, j_end = block
    stops = [(i, j), *anchors, (i_end, j_end)]
    return [(a, c, b, d) for (a, b), (c, d) in pairwise(stops) if a < c or b < d]
