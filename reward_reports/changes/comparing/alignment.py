"""What two sequences of words have in common.

Lines, and then words, that stand once in both texts hold the two together, as in Git's patience diff; what lies between them is
compared in turn. Where nothing stands once, Myers' algorithm looks for the shortest way as long as its budget lasts; what is as
long as before is compared word by word; the rest came and went as a whole. So the time grows with the length of the texts and a
little more, whatever they say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import eq

_SMALL = 400
_DEPTH = 12
_STEPS, _ALWAYS = 3, 200_000
"""Steps that Myers' algorithm may take in all, for each word and besides, before it gives up."""
_FARTHEST = 400
"""Words that may differ before it gives up."""
_FEW = 3
"""Lines: shorter texts are compared by their words alone."""
_ALIKE = 0.5
"""The share of words at the same place from which two stretches of one length are compared place by place."""

Block = tuple[int, int, int, int]


class _Budget:
    """How many steps are left for two texts together."""

    def __init__(self, words: int) -> None:
        self.left = _ALWAYS + _STEPS * words


def aligned(before: list[str], after: list[str], old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Return the stretches in common: where each begins in both, and how many words it has.

    Args:
        before: the words of the old text with the space behind each.
        after: the same of the new one.
        old: the words of the old text alone.
        new: the same of the new one.
    """
    left, right, budget = _line_starts(before), _line_starts(after), _Budget(len(old) + len(new))
    if len(left) < _FEW or len(right) < _FEW:
        return _same(old, new, budget)
    blocks: list[tuple[int, int, int]] = []
    i = j = 0
    for at, place, size in (*_same(_lines(old, left), _lines(new, right), budget), (len(left) - 1, len(right) - 1, 0)):
        start, end = left[at], right[place]
        for piece in _row_by_row((i, start, j, end), (left, right), old, new):
            blocks += [(piece[0] + a, piece[2] + b, length) for a, b, length in _same_inside(old, new, piece, budget)]
        if size:
            blocks.append((start, end, left[at + size] - start))
            i, j = left[at + size], right[place + size]
    return blocks


def _same(old: Sequence[str], new: Sequence[str], budget: _Budget) -> list[tuple[int, int, int]]:
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
        elif gaps := _gaps(_anchors(old, new, inner), inner) if depth else []:
            waiting += [(gap, depth - 1) for gap in gaps]
        else:
            blocks += _without_anchors(old, new, inner, budget)
    return sorted(block for block in blocks if block[2])


def _row_by_row(block: Block, starts: tuple[list[int], list[int]], old: list[str], new: list[str]) -> list[Block]:
    """Return a stretch between equal lines as pairs of lines, where it has as many as before and they are much alike."""
    i, i_end, j, j_end = block
    left, right = (
        begins[bisect_left(begins, start) : bisect_left(begins, end) + 1]
        for begins, start, end in ((starts[0], i, i_end), (starts[1], j, j_end))
    )
    if len(left) != len(right) or len(left) <= 2:
        return [block]
    rows = [(a, b, c, d) for (a, b), (c, d) in zip(pairwise(left), pairwise(right), strict=True)]
    common = sum((Counter(old[a:b]) & Counter(new[c:d])).total() for a, b, c, d in rows)
    return rows if common >= _ALIKE * max(i_end - i, j_end - j) else [block]


def _same_inside(old: list[str], new: list[str], block: Block, budget: _Budget) -> list[tuple[int, int, int]]:
    i, i_end, j, j_end = block
    return _same(old[i:i_end], new[j:j_end], budget)


def _line_starts(tokens: list[str]) -> list[int]:
    """Return at which word each line begins, and the number of words."""
    return [0, *(at for at, token in enumerate(tokens[:-1], 1) if "\n" in token), len(tokens)]


def _lines(words: list[str], starts: list[int]) -> list[str]:
    return ["\n".join(words[start:end]) for start, end in pairwise(starts)]


def _without_anchors(
    old: Sequence[str], new: Sequence[str], block: Block, budget: _Budget
) -> list[tuple[int, int, int]]:
    """Return the stretches in common where no word stands once in both: the most there are, or those at the same places."""
    i, i_end, j, j_end = block
    blocks = _shortest_way(old[i:i_end], new[j:j_end], budget)
    if blocks is None and i_end - i == j_end - j:
        blocks = _at_the_same_places(old[i:i_end], new[j:j_end])
    return [(i + left, j + right, size) for left, right, size in blocks or ()]


def _at_the_same_places(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]] | None:
    """Return the stretches that are the same at the same places, or None where those are few."""
    blocks, at = [], 0
    for same, group in groupby(map(eq, old, new)):
        size = len(list(group))
        if same:
            blocks.append((at, at, size))
        at += size
    return blocks if sum(size for _, _, size in blocks) >= _ALIKE * len(old) else None


def _shortest_way(old: Sequence[str], new: Sequence[str], budget: _Budget) -> list[tuple[int, int, int]] | None:
    """Return the stretches in common that Myers' greedy algorithm finds, or None where it takes too many steps.

    E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).
    """
    ends, most = (len(old), len(new)), min(len(old) + len(new), _FARTHEST)
    reached = [0] * (2 * most + 3)  # by diagonal, from -most - 1 on
    trace: list[list[int]] = []
    for distance in range(most + 1):
        trace.append(reached[most + 1 - distance - 1 : most + 1 + distance + 2])
        for diagonal in range(-distance, distance + 1, 2):
            index = most + 1 + diagonal
            left, right = reached[index - 1] + 1, reached[index + 1]
            at = start = right if diagonal == -distance or (diagonal != distance and left <= right) else left
            place = at - diagonal
            while at < ends[0] and place < ends[1] and old[at] == new[place]:
                at, place = at + 1, place + 1
            reached[index] = at
            if at >= ends[0] and place >= ends[1]:
                return _walked_back(trace, *ends)
            budget.left -= 1 + at - start
        if budget.left < 0:
            return None
    return None


def _walked_back(trace: list[list[int]], at: int, place: int) -> list[tuple[int, int, int]]:
    """Return the stretches in common on the way that leads to the ends of both."""
    blocks: list[tuple[int, int, int]] = []
    for distance in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[distance], at - place
        left, right = reached[diagonal + distance] + 1, reached[diagonal + distance + 2]
        down = diagonal == -distance or (diagonal != distance and left <= right)
        before, came = (right, diagonal + 1) if down else (left - 1, diagonal - 1)
        size = max(min(at - before, place - (before - came)), 0)
        if size:
            blocks.append((at - size, place - size, size))
        at, place = before, before - came
    return blocks[::-1]


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
    chain, at = [], last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _gaps(anchors: list[tuple[int, int]], block: Block) -> list[Block]:
    """Return the blocks that begin at each anchor and end before the next."""
    if not anchors:
        return []
    i, i_end, j, j_end = block
    stops = [(i, j), *anchors, (i_end, j_end)]
    return [(a, c, b, d) for (a, b), (c, d) in pairwise(stops) if a < c or b < d]
