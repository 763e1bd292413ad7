"""`Moments`: the points of a log in order of time, as dated values that are built when they are asked for.

A log may have millions of points, of which a trigger asks for the newest and the ends of a window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from operator import le
from typing import Protocol, overload

from reward_reports.runs.monitoring.dated_value import DatedValue

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 all moments are in UTC
_MANY = 256
"""Who has asked for so many readings will ask for most of them, and making all at once is cheaper."""
_new = tuple.__new__


class _Valued(Protocol):
    """A point of a log."""

    @property
    def value(self) -> float:
        """What was measured."""


class Lasts(Sequence[datetime]):
    """The moments of the points."""

    def __init__(self, times: list[float]) -> None:
        self._times = times

    def __len__(self) -> int:
        return len(self._times)

    @overload
    def __getitem__(self, at: int) -> datetime: ...

    @overload
    def __getitem__(self, at: slice) -> Lasts: ...

    def __getitem__(self, at: int | slice) -> datetime | Lasts:
        return Lasts(self._times[at]) if isinstance(at, slice) else _moment(self._times[at])


class Moments(Sequence[DatedValue]):
    """The points as readings.

    Attributes:
        values: what was measured.
    """

    def __init__(self, times: list[float], values: list[float]) -> None:
        self.values = values
        self._times = times
        self._asked = 0
        self._made: list[DatedValue] | None = None

    @property
    def lasts(self) -> Lasts:
        """Their moments."""
        return Lasts(self._times)

    def __len__(self) -> int:
        return len(self._times)

    @overload
    def __getitem__(self, at: int) -> DatedValue: ...

    @overload
    def __getitem__(self, at: slice) -> Moments: ...

    def __getitem__(self, at: int | slice) -> DatedValue | Moments:
        if isinstance(at, slice):
            return Moments(self._times[at], self.values[at])
        self._asked += 1
        if self._made is not None or self._asked > _MANY:
            return self._all()[at]
        return _reading(self._times[at], self.values[at])

    def __iter__(self) -> Iterator[DatedValue]:
        return iter(self._all())

    def _all(self) -> list[DatedValue]:
        if self._made is None:
            self._made = list(map(_reading, self._times, self.values))
        return self._made


def moments_of(times: Sequence[object], points: Sequence[_Valued]) -> Moments | None:
    """Return points as readings; None where their times are not all seconds since 1970 that ascend within the calendar.

    Args:
        times: the time of each point.
        points: the points.
    """
    if set(map(type, times)) != {float}:
        return None
    seconds: list[float] = list(times)  # type: ignore[arg-type]
    if not all(map(le, seconds, islice(seconds, 1, None))):
        return None
    try:
        _moment(seconds[0]), _moment(seconds[-1])
    except (OverflowError, ValueError):  # NaN, or no year that a calendar knows
        return None
    return Moments(seconds, [point.value for point in points])


def _moment(seconds: float) -> datetime:
    return _EPOCH + timedelta(0, seconds)


def _reading(seconds: float, value: float) -> DatedValue:
    moment = _EPOCH + timedelta(0, seconds)
    return _new(
        DatedValue, (moment, moment, value, "", None, None)
    )  # what the class itself would make takes thrice the time
