"""`DatedValue`: one value of a metric, and when it was measured."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from reward_reports.report.model.values import EVER


class DatedValue(NamedTuple):
    """One value, measured at some moment between `first` and `last`.

    Attributes:
        first: the first moment that it may be of.
        last: the last one.
        value: what was measured.
        text: the date as the report writes it; empty for a point of a log.
        low: the lower end of its uncertainty.
        high: the upper end of its uncertainty.
    """

    first: datetime
    last: datetime
    value: float
    text: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def when(self) -> str:
        """The date as the report writes it, or the day of a point."""
        return self.text or ("" if self.first == EVER else self.last.date().isoformat())
