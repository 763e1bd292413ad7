"""How much room a text takes in a terminal, and columns that line up there."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category, east_asian_width

_CUT = "…"


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a text takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    # Joiners, marks above or below, and the vowels and finals that a Hangul syllable is put together of.
    if category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return a text that takes no more than so many cells; an ellipsis shows that something was cut off."""
    if cells_of(text) <= width:
        return text
    used = len(_CUT)
    for index, character in enumerate(text):
        used += _cells_of(character)
        if used > width:
            return text[:index] + _CUT
    return text


def aligned(
    rows: Sequence[Sequence[str]], limits: Sequence[int], right: frozenset[int] = frozenset()
) -> list[list[str]]:
    """Return the cells of a table, each as wide as its column, so that a row can be joined and coloured.

    Args:
        rows: texts without line ends or colours.
        limits: the most cells of each column; longer texts are cut.
        right: the columns whose texts stand at the right.
    """
    shown = [[cut(text, limit) for text, limit in zip(row, limits, strict=True)] for row in rows]
    widths = [max((cells_of(row[index]) for row in shown), default=0) for index in range(len(limits))]
    return [[_padded(text, widths[index], right=index in right) for index, text in enumerate(row)] for row in shown]


def line_of(row: Sequence[str], gap: str = "  ") -> str:
    """Return one line of a table."""
    return gap.join(row).rstrip() + "\n"


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - cells_of(text))
    return blanks + text if right else text + blanks
