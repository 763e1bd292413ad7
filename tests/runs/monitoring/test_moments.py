"""The points of a log as readings, made when they are looked at: the same as if all were made at once."""

import math
from bisect import bisect_right
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.runs.logs.log import Point
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.moments import Moments
from reward_reports.runs.monitoring.series import logged_in

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 all moments are in UTC
TIMES = st.floats(-1e9, 1e10) | st.integers(0, 10**9).map(lambda n: 1.7e9 + n * 1e-7)


def at_once(times: list[float]) -> list[DatedValue]:
    """Return what points with these times are, the values being their places."""
    moments = [EPOCH + timedelta(seconds=time) for time in times]
    made = [DatedValue(moment, moment, float(place)) for place, moment in enumerate(moments)]
    return sorted(made, key=lambda one: one.last)


def points(times: list[float]) -> list[Point]:
    """Return points with these times."""
    return [Point(None, time, float(place)) for place, time in enumerate(times)]


@given(st.lists(TIMES, min_size=1, max_size=400), st.booleans())
def test_readings_are_the_same(times: list[float], ascending: bool) -> None:
    times = sorted(times) if ascending else times
    found, right = logged_in(points(times)), at_once(times)
    assert [found[at] for at in range(-1, len(found) - 1)] == right[-1:] + right[:-1]
    assert list(found) == right
    assert list(found[1:]) == right[1:]


@given(st.lists(TIMES, min_size=1, max_size=40).map(sorted), TIMES)
def test_moments_are_found_as_in_a_list(times: list[float], sought: float) -> None:
    found, right = logged_in(points(times)), [one.last for one in at_once(times)]
    assert isinstance(found, Moments)
    end = EPOCH + timedelta(seconds=sought)
    assert bisect_right(found.lasts, end) == bisect_right(right, end)
    assert list(found.lasts[:2]) == right[:2]


@pytest.mark.parametrize(
    "times", [[math.nan], [1.0, math.nan], [math.nan, 1.0], [1.0, math.inf], [-1e300], [1e18, 1e19]]
)
def test_a_time_that_is_none_leaves_nothing(times: list[float]) -> None:
    assert list(logged_in(points(times))) == []
