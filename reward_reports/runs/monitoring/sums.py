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
        finite = math.isfinite
        ratios = [one.as_integer_ratio() if one is not None and finite(one) else (0, 1) for one in given]
        unit = self._unit = max((below for _, below in ratios), default=1)
        self._sums = list(accumulate([above * (unit // below) for above, below in ratios], initial=0))
        numbers = [value for value in given if value is not None]
        whole = len(numbers) == len(given)
        self._counts = range(len(given) + 1) if whole else [0, *accumulate(value is not None for value in given)]
        odd = not all(map(finite, numbers))
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
