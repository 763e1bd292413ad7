"""Sentences that several parts of the program say."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ENDED = re.compile(r"[?!…。！？]['\"”’»)\]]*\Z")


def sentence(text: str) -> str:
    """Return a text with a full stop at its end, unless it ends as a question, an exclamation or an open list does."""
    bare = text.rstrip(". ")
    return bare if _ENDED.search(bare) else f"{bare}."


def answered(states: Mapping[str, int]) -> str:
    """Return how many questions are answered in full, and what is known of the others; "" where there are none.

    Args:
        states: of how many questions the same is known, by the words for it; the first stands for a full answer.
    """
    total, numbers = sum(states.values()), list(states.items())
    if not total:
        return ""
    others = ", ".join(f"{number} {words}" for words, number in numbers[1:] if number)
    if not others:
        if total == 1:
            return "The one question is answered in full."
        return f"All {total} questions are answered in full."
    in_full = numbers[0][1]
    return f"{in_full} of {total} questions {'is' if in_full == 1 else 'are'} answered in full; {others}."


def id_in_words(id_: str) -> str:
    """Return an id as words, for an entry without a name: `speed-sensing` becomes `speed sensing`."""
    return " ".join(_JOINTS.split(id_)).strip() or id_


def id_as_title(id_: str) -> str:
    """Return an id as a title, for an entry without a name: `speed-sensing` becomes `Speed sensing`."""
    words = id_in_words(id_)
    return words[:1].upper() + words[1:]


_JOINTS = re.compile(r"[-_]+(?!\d)")  # `v0-5` and `gpt-4` keep theirs


def measured(number: str, unit: str) -> str:
    """Return a number with its unit, if it has one, and between them a space at which no line breaks: `12 ms`, `15 %`."""
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def unit_for(value: float, unit: str) -> str:
    """Return a unit as it stands behind a value: `1 day`, `2 days`. Units other than common English ones stay as they are.

    Args:
        value: the value.
        unit: the unit as the authors wrote it, in the singular or plural: `days`, `percentage points`, `day late`.
    """
    match = _COUNTED.match(unit)
    if not match:
        return unit
    return f"{unit[: match.end(1)]}{'' if abs(value) == 1 else 's'}{unit[match.end() :]}"


_NOUNS = (
    "second minute hour day week month year point star step episode token answer question user member rating film word click "
    "view post message complaint incident error failure trip visit vehicle car game win loan book case report page time "
    "euro dollar metre meter kilometre kilometer degree"
)
_COUNTED = re.compile(rf"((?:percentage |simulated |working |calendar )?(?:{'|'.join(_NOUNS.split())}))s?(?=\s|\Z)")
"""A noun that is counted, at the start of a unit, and its plural."""
