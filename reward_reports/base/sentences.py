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
        return f"All {total} questions are answered in full."
    return f"{numbers[0][1]} of {total} questions are answered in full; {others}."
