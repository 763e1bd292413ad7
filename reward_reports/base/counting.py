"""How many fields are answered, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping


def answered(states: Mapping[str, int]) -> str:
    """Return how many fields are answered in full, and in which states the others are; "" where there are none.

    Args:
        states: how many fields are in which state, by the words for it; the first stands for a full answer.
    """
    total, numbers = sum(states.values()), list(states.items())
    if not total:
        return ""
    others = ", ".join(f"{number} {words}" for words, number in numbers[1:] if number)
    if not others:
        return f"All {total} fields are answered in full."
    return f"{numbers[0][1]} of {total} fields are answered in full; {others}."
