"""Means of stretches of a long series, each in the same short time, and exact: rounded once, as if added by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate


class Sums:
    """The sums of a series up to each of its values, which are kept as whole numbers of a common unit."""

    def __init__(self, values: Iterable[float | None]) -> None:
        """Add up the values; None adds nothing and does not count."""
        given = list(values)
        ratios = [value.as_integer_ratio() if value is not None and math.isfinite(value) else (0, 1) for value in given]
        self._unit = max((below for _, below in ratios), default=1)
        self._sums = [0, *accumulate(above * (self._unit // below) for above, below in ratios)]
        self._counts = [0, *accumulate(value is not None for value in given)]
        odd = any(value is not None and not math.isfinite(value) for value in given)
        self._odd = [[0, *accumulate(map(test, given))] for test in (_is_nan, _is_high, _is_low)] if odd else []

    def count(self, start: int, end: int) -> int:
        """Return how many values stand from `start` to `end` (exclusive)."""
        return self._counts[end] - self._counts[start]

    def mean(self, start: int, end: int) -> float:
        """Return their mean: NaN if one is NaN or infinities of both signs are among them. There must be one at least."""
        if self._odd:
            nan, high, low = (sums[end] > sums[start] for sums in self._odd)
            if nan or high or low:
                return math.nan if nan or (high and low) else math.inf if high else -math.inf
        return (self._sums[end] - self._sums[start]) / (self._unit * self.count(start, end))


def _is_nan(value: float | None) -> bool:
    return value is not None and math.isnan(value)


def _is_high(value: float | None) -> bool:
    return value == math.inf


def _is_low(value: float | None) -> bool:
    return value == -math.inf
