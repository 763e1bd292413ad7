"""Whether the numbers of a table are written with a decimal point or, as in much of Europe, with a comma."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from reward_reports.runs.logs.columns import number

_WITH_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?")
_WITH_POINT = re.compile(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[,.]\d{3}")
"""What may be a whole number with a sign between its thousands."""
_NUMBER_LIKE = re.compile(r"[-+$€£]?\s*\d[\d.,'’ \u00a0\u202f]*(?:[eE][-+]?\d+)?\s*[%€$£]?")


class Decimals(Enum):
    """What stands before the decimals."""

    POINT = "."
    COMMA = ","

    @classmethod
    def of(cls, cells: Iterable[str]) -> Decimals:
        """Return a comma if some cells can only be read so, and none can only be read with a point."""
        comma = False
        for cell in cells:
            text = cell.strip()
            if _GROUPED.fullmatch(text):
                continue
            if _WITH_POINT.fullmatch(text):
                return cls.POINT
            comma = comma or _WITH_COMMA.fullmatch(text) is not None
        return cls.COMMA if comma else cls.POINT

    def with_point(self, cell: str) -> str:
        """Return a cell with a decimal point, if it holds a number that is written with a comma."""
        text = cell.strip()
        return text.replace(",", ".") if self is Decimals.COMMA and _WITH_COMMA.fullmatch(text) else cell

    def number(self, cell: str) -> float:
        """Return the number that a cell holds.

        Raises:
            ValueError: if it holds none, or one with a point where a comma stands before decimals.
        """
        if self is Decimals.COMMA and _WITH_POINT.fullmatch(cell.strip()):
            raise ValueError(cell)
        return number(self.with_point(cell))


def looks_like_a_number(cell: str) -> bool:
    """Whether somebody may have meant a text as a number: `1,234.5`, `12 %`."""
    return _NUMBER_LIKE.fullmatch(cell.strip()) is not None
