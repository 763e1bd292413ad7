"""What is wrong with a formula."""

from __future__ import annotations


class FormulaError(Exception):
    """The formula holds something the grammar does not know.

    Attributes:
        at: the offset of the first character that is not understood.
        end: the offset behind it.
        what: what is wrong, without a full stop.
    """

    def __init__(self, what: str, at: int, end: int) -> None:
        super().__init__(what)
        self.what, self.at, self.end = what, at, end
