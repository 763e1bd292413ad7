"""Which entry of a new list is which entry of the old one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from reward_reports.changes.comparing.to_json import plain

_ALIKE = 0.6
"""The share of words that two entries must have in common to be taken for the same thing."""
_ENOUGH = 3
"""Words: entries that say less are not matched by what they say."""
_PAIRS = 2_500
"""How many pairs are held beside each other; in longer lists only equal names and contents count."""

T = TypeVar("T")


class Matched(NamedTuple):
    """Positions of an old and a new list: those that belong together, in the new order, and the rest."""

    pairs: list[tuple[int, int]]
    removed: list[int]
    added: list[int]


def match(
    old: Sequence[T],
    new: Sequence[T],
    keys: Sequence[Callable[[T], Hashable]],
    *,
    alike: bool = True,
    gone: Collection[int] = (),
    come: Collection[int] = (),
) -> Matched:
    """Match two lists by one key after the other, then by likeness.

    Args:
        old: the old entries.
        new: the new entries.
        keys: what to match by, the surest first; None as a key matches nothing.
        alike: whether entries left over are matched by the words they have in common.
        gone: positions of the old list to pass over.
        come: positions of the new list to pass over.
    """
    pairs: list[tuple[int, int]] = []
    removed = [at for at in range(len(old)) if at not in gone]
    added = [at for at in range(len(new)) if at not in come]
    finders = [*(lambda left, right, key=key: _equal(left, right, key) for key in keys), *([_likely] if alike else [])]
    for find in finders:
        if not removed or not added:
            break
        renamed = find([old[at] for at in removed], [new[at] for at in added])
        pairs += [(removed[left], added[right]) for left, right in renamed]
        taken_old, taken_new = ({pair[side] for pair in renamed} for side in (0, 1))
        removed = [at for place, at in enumerate(removed) if place not in taken_old]
        added = [at for place, at in enumerate(added) if place not in taken_new]
    return Matched(sorted(pairs, key=lambda pair: pair[1]), removed, added)


def _equal(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> list[tuple[int, int]]:
    """Return the pairs of one key, the first with the first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, value in enumerate(new):
        waiting[key(value)].append(place)
    waiting.pop(None, None)
    for places in waiting.values():
        places.reverse()
    return [(place, waiting[at].pop()) for place, value in enumerate(old) if waiting.get(at := key(value))]


def _likely(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int, int]]:
    """Return the pairs that have most in common, the best first; the same whichever list is the old one."""
    if len(old) * len(new) > _PAIRS:
        return []
    before, after = [_content(value) for value in old], [_content(value) for value in new]
    scored = (
        (-likeness(left, right), abs(i - j), i + j, i, j)
        for i, left in enumerate(before)
        for j, right in enumerate(after)
    )
    pairs: list[tuple[int, int]] = []
    for _, _, _, i, j in sorted(one for one in scored if -one[0] >= _ALIKE):
        if all(i != left and j != right for left, right in pairs):
            pairs.append((i, j))
    return pairs


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words in common, from 0 to 1."""
    more = max(old.total(), new.total())
    return (old & new).total() / more if min(old.total(), new.total()) >= _ENOUGH else 0.0


def _content(value: Any) -> Counter[str]:
    """Return the words of an entry but its id, each with the key it stands under."""
    data = plain(value)
    parts = data.items() if isinstance(data, dict) else [("", data)]
    return Counter(f"{key} {word}" for key, part in parts if key != "id" for word in _words(str(part)))


@lru_cache(256)
def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
