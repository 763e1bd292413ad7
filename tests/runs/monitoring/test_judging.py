"""Whether a comparison holds: operators, windows, durations, slices, and above all what missing data come to."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.values import Duration
from reward_reports.runs.monitoring.judging import judge
from reward_reports.runs.monitoring.series import series_of
from reward_reports.runs.monitoring.sums import Sums
from reward_reports.runs.monitoring.windows import SeriesTest

TODAY = date(2026, 6, 1)
START = datetime(2026, 1, 1, tzinfo=UTC)


def metric(*observed):
    """Make a metric of (date, value) or (date, value, slice)."""
    keys = ("date", "value", "slice")
    made = [{key: value for key, value in zip(keys, one, strict=False) if value is not None} for one in observed]
    return Metric.model_validate({"id": "m", "name": "M", "observations": made})


def points(*values, every=1.0, start=0.0):
    """Make a log of one point every so many days."""
    moments = [START + timedelta(days=start + every * index) for index in range(len(values))]
    return [
        SimpleNamespace(time=moment.timestamp(), value=value) for moment, value in zip(moments, values, strict=True)
    ]


def asked(op=">", limit=10, window=None, sustained=None, **more):
    return SeriesTest(op, limit, window and Duration.parse(window), sustained and Duration.parse(sustained), **more)


def verdict(test, *observed, log=None, part=None, today=TODAY):
    return judge(test, series_of(metric(*observed), part, log, today), today)


FIRES, QUIET, UNKNOWN = True, False, None


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
        ("==", False, True, False),
        ("!=", True, False, True),
    ],
)
@pytest.mark.parametrize("window", [None, "P1W"])
def test_operators(op, below, equal, above, window):
    for value, state in ((9.0, below), (10.0, equal), (11.0, above)):
        log = points(*[value] * 30, start=120)
        assert verdict(asked(op, 10, window), log=log).state is state
        assert verdict(asked(op, 10, window, "P1W"), log=log).state is state
    assert verdict(asked(op, 10, window), log=points(*[math.nan] * 30, start=120)).state is FIRES


@pytest.mark.parametrize(
    ("observed", "state", "word"),
    [
        ([], UNKNOWN, "no observation"),
        ([("2026-01-10", 11)], FIRES, "11 (2026-01-10) is > 10"),
        ([("2026-01-10", 11), ("2026-02-10", 9)], QUIET, "9 (2026-02-10) is not > 10"),
        ([("2026-02-10", 9), ("2026-01-10", 11)], QUIET, "9 (2026-02-10)"),
        ([("2026-01-10", 10.0000001)], FIRES, "10.0000001 (2026-01-10) is > 10"),
        # of the same day, the one listed last
        ([("2026-02-10", 11), ("2026-02-10", 9)], QUIET, "9 ("),
        ([("2026-02-10", 9), ("2026-02-10", 11)], FIRES, "11 ("),
        # the future does not count
        ([("2026-02-10", 9), ("2026-06-02", 11)], QUIET, "9 ("),
        ([("2027", 11)], UNKNOWN, "dated after today"),
        # periods that overlap
        ([("2026", 11), ("2026-02-10", 9)], UNKNOWN, "11 (2026)"),
        ([("2026", 11), ("2026-02-10", 12)], FIRES, "> 10"),
        ([("2025", 9), ("2026-02-10", 11)], FIRES, "11 (2026-02-10)"),
        ([("2026-02", 9), ("2026-02-10", 11)], UNKNOWN, "which value is the newest"),
        # values without a date stand where they are listed
        ([(None, 9), (None, 11)], FIRES, "11 (no date) is > 10"),
        ([(None, 9), ("2026-02-10", 11)], FIRES, "11 (2026-02-10)"),
        ([("2026-02-10", 9), (None, 11)], UNKNOWN, "11 (no date)"),
        ([("2026-02-10", 12), (None, 11)], FIRES, "> 10"),
        # another slice is another thing
        ([("2026-02-10", 11, "women")], UNKNOWN, "no observation"),
    ],
)
def test_the_newest_value_counts_if_it_can_be_told(observed, state, word):
    made = verdict(asked(), *observed)
    assert made.state is state
    assert word in made.why


def test_a_slice_is_judged_by_its_own_values():
    observed = [("2026-02-10", 9), ("2026-02-10", 11, "women")]
    assert verdict(asked(), *observed, part="women").state is FIRES
    assert verdict(asked(), *observed, part="men").state is UNKNOWN
    assert verdict(asked(), *observed, log=points(12.0), part="men").state is UNKNOWN  # a log is of all cases


@pytest.mark.parametrize(
    ("values", "window", "state", "word"),
    [
        ([10] * 22 + [11] * 7, "P1W", FIRES, "mean over 1 week to 2026-05-29 (7 values): 11 is > 10"),
        ([10] * 22 + [10] * 6 + [17], "P1W", FIRES, "(7 values): 11 "),
        ([10] * 22 + [17] + [10] * 7, "P1W", QUIET, "(7 values): 10 is not"),
        ([11] * 8, "P1W", FIRES, "(7 values)"),
        ([11] * 7, "P1W", UNKNOWN, "the values begin with"),
        ([9] * 7, "P1W", UNKNOWN, "less than 1 week before"),
        ([9] * 28, "P1M", UNKNOWN, "the values begin with"),
        ([9] * 32, "P1M", QUIET, "is not"),
        ([9] * 8 + [11], "PT0S", FIRES, "(1 value): 11 is > 10"),
        ([9] * 8 + [math.inf], "P1W", FIRES, "inf is > 10"),
        ([9] * 8 + [-math.inf], "P1W", QUIET, "-inf is not"),
        ([9] * 8 + [math.inf, -math.inf], "P1W", FIRES, "not a number"),
        ([math.nan] + [9] * 8, "P1W", QUIET, "9 is not"),
        ([9, 9, math.nan] + [9] * 6, "P1W", FIRES, "not a number, which counts as a violation"),
    ],
)
def test_windows_over_days(values, window, state, word):
    log = points(*values, start=(TODAY - date(2026, 1, 1)).days - len(values) - 2)
    made = verdict(asked(window=window), log=log)
    assert made.state is state
    assert word.replace("2026-05-29", made.newest.isoformat()) in made.why


def test_days_of_a_report_count_as_days():
    observed = [(f"2026-05-{day:02}", 9 + (day == 1)) for day in range(1, 30)]
    assert "(28 values): 9 is" in verdict(asked(window="P4W"), *observed).why
    assert verdict(asked(window="P4W"), *observed[1:]).state is UNKNOWN


def test_a_window_that_has_lost_its_data_holds_a_violation_and_no_pass():
    assert verdict(asked(window="P1W"), log=points(*[9.0] * 20)).state is UNKNOWN
    assert "no value within 1 week before 2026-06-01" in verdict(asked(window="P1W"), log=points(*[9.0] * 20)).why
    assert verdict(asked(window="P1W"), log=points(*[11.0] * 20)).state is FIRES


@pytest.mark.parametrize(
    ("observed", "state"),
    [
        # March may or may not belong to the two months before some day of May
        ([("2026-01", 9), ("2026-02", 9), ("2026-03", 9), ("2026-04", 9), ("2026-05", 9)], QUIET),
        ([("2026-01", 9), ("2026-02", 9), ("2026-03", 50), ("2026-04", 9), ("2026-05", 9)], UNKNOWN),
        ([("2026-01", 9), ("2026-02", 50), ("2026-03", 9), ("2026-04", 9), ("2026-05", 9)], QUIET),
        ([("2026-01", 9), ("2026-02", 9), ("2026-03", 11), ("2026-04", 11), ("2026-05", 11)], FIRES),
        ([("2026-04", 11), ("2026-05", 11)], UNKNOWN),
    ],
)
def test_months_are_periods_in_a_window(observed, state):
    assert verdict(asked(window="P2M"), *observed).state is state


@pytest.mark.parametrize(
    ("values", "every", "sustained", "state", "word"),
    [
        ([9, 11, 11, 11], 7, "P2W", FIRES, "since 2026-01-08 (3 values, longest gap 7 days)"),
        ([9, 11, 11, 11], 7, "P15D", QUIET, "not yet for P15D"),
        ([11, 11, 11], 7, "P2W", FIRES, "since"),
        ([11, 11, 11], 7, "P3W", UNKNOWN, "the values begin with 2026-01-01"),
        ([11, 11, 9], 7, "P1W", QUIET, "9 (2026-01-15) is not"),
        ([9], 7, "P1Y", QUIET, "is not"),
        ([11], 7, "P1W", UNKNOWN, "the values begin with"),
        ([11, math.nan, 11], 7, "P2W", FIRES, "since"),
        ([11, 11], 30, "P4W", FIRES, "longest gap 30 days"),
        ([11, 9, 11], 7, "PT0S", FIRES, "since"),
    ],
)
def test_sustained(values, every, sustained, state, word):
    made = verdict(asked(sustained=sustained), log=points(*values, every=every))
    assert made.state is state
    assert word in made.why


@pytest.mark.parametrize(
    ("observed", "state"),
    [
        ([("2025-12", 9), ("2026-01", 11), ("2026-03", 11)], FIRES),  # 29 days at least
        ([("2025-12", 9), ("2026-01", 11), ("2026-02", 11)], UNKNOWN),  # one day or 59
        ([("2025-12", 9), ("2026-02-10", 11), ("2026-02-12", 11)], QUIET),
        ([("2026", 9), ("2026-02-10", 11), ("2026-05-12", 11)], UNKNOWN),
    ],
)
def test_months_are_periods_in_a_duration(observed, state):
    assert verdict(asked(sustained="P4W"), *observed).state is state


def test_window_and_duration_together():
    log = points(*[9.0] * 30, *[11.0] * 20)
    assert verdict(asked(window="P1W", sustained="P2W"), log=log, today=date(2026, 2, 20)).state is FIRES
    made = verdict(asked(window="P1W", sustained="P3W"), log=log, today=date(2026, 2, 20))
    assert (made.state, "not yet" in made.why) == (QUIET, True)
    assert verdict(asked(window="P1W", sustained="P3W"), log=points(*[11.0] * 20)).state is UNKNOWN


@pytest.mark.parametrize("more", [{"window": "P1W"}, {"sustained": "P1W"}])
def test_what_has_no_date_cannot_be_counted_in_time(more):
    assert verdict(asked(**more), (None, 11), (None, 11)).state is UNKNOWN
    log = [SimpleNamespace(time=None, value=9.0)] * 3
    made = verdict(asked(**more), log=log)
    assert (made.state, "have no date" in made.why) == (UNKNOWN, True)
    assert verdict(asked(), log=log).state is QUIET
    assert verdict(asked(), ("2026-01-01", 11), log=log).state is UNKNOWN


@pytest.mark.parametrize("moment", [math.nan, math.inf, 1e300, "yesterday"])
def test_a_time_that_is_none_is_no_time(moment):
    log = [SimpleNamespace(time=moment, value=9.0)]
    assert verdict(asked(window="P1W"), log=log).state is UNKNOWN


def test_a_log_speaks_for_the_days_it_covers():
    log = points(*[9.0] * 10)
    assert verdict(asked(), ("2026-01-10", 11), log=log).state is QUIET
    assert verdict(asked(), ("2026-01-11", 11), log=log).state is FIRES
    assert verdict(asked(), ("2026-01", 11), log=log).state is UNKNOWN


def test_since_when_it_holds_and_when_it_went_off():
    made = verdict(asked(sustained="P2W"), log=points(9.0, *[11.0] * 30))
    assert (made.since, made.went_off) == (date(2026, 1, 2), date(2026, 1, 16))
    made = verdict(asked(), ("2026-01", 9), ("2026-02", 11), ("2026-04-05", 11))
    assert (made.since, made.went_off, made.newest) == (date(2026, 2, 28), date(2026, 2, 28), date(2026, 4, 5))


def test_a_requirement_is_not_met_by_what_is_no_number():
    assert verdict(asked("<", 10, passes_nan=False), log=points(math.nan)).state is False


values = st.floats(allow_nan=True, allow_infinity=True, width=32)


@given(st.lists(st.one_of(st.none(), values), min_size=1, max_size=20), st.data())
def test_means_are_exact(given_values, data):
    start = data.draw(st.integers(0, len(given_values) - 1))
    end = data.draw(st.integers(start + 1, len(given_values)))
    part = [value for value in given_values[start:end] if value is not None]
    sums = Sums(given_values)
    assert sums.count(start, end) == len(part)
    if part and all(map(math.isfinite, part)):
        assert sums.mean(start, end) == float(sum(map(Fraction, part)) / len(part))
    elif part:
        expected = sum(part)
        assert sums.mean(start, end) == expected or (math.isnan(expected) and math.isnan(sums.mean(start, end)))


tests = st.builds(
    asked,
    st.sampled_from(["<", "<=", ">", ">="]),
    st.integers(-3, 3),
    st.sampled_from([None, "P3D", "P1W"]),
    st.sampled_from([None, "P2D", "P1W"]),
)


@given(tests, st.lists(st.integers(-4, 4).map(float), max_size=15))
def test_data_that_never_violate_never_fire_and_data_that_all_do_never_pass(test, numbers):
    made = verdict(test, log=points(*numbers), today=date(2026, 1, max(1, len(numbers))))
    states = [test.holds(value) for value in numbers]
    if not numbers:
        assert made.state is UNKNOWN
    elif all(states):
        assert made.state is not QUIET
    elif not any(states):
        assert made.state is not FIRES


@given(
    tests,
    st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=12),
    st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=12),
)
def test_older_data_turn_cannot_tell_into_a_pass_only_by_what_they_show(test, newer, older):
    """With more history a verdict may become known; one that was known stays. A pass needs a value or mean that is right."""
    today = date(2026, 1, len(newer) + 15)
    log = points(*newer, start=15)
    short = verdict(test, log=log, today=today)
    long = verdict(test, log=points(*older, start=15 - len(older)) + log, today=today)
    if short.state is not UNKNOWN:
        assert long.state is short.state
    elif long.state is QUIET and test.window is None:
        assert not all(map(test.holds, older + newer))


@given(tests, st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=15), st.integers(1, 3))
def test_a_limit_further_off_never_fires_where_a_nearer_one_does_not(test, numbers, step):
    further = test.limit - step if test.op.startswith("<") else test.limit + step
    today = date(2026, 1, len(numbers))
    near = verdict(test, log=points(*numbers), today=today)
    far = verdict(SeriesTest(test.op, further, test.window, test.sustained), log=points(*numbers), today=today)
    if far.state is FIRES:
        assert near.state is FIRES
    if near.state is QUIET:
        assert far.state is QUIET


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "2025", "2026", "2026-01", "2026-02", "2026-02-10", "2026-03-01"]),
            st.integers(0, 20),
        ),
        max_size=8,
    ),
    st.sampled_from([None, "P1M", "P10D"]),
    st.sampled_from([None, "P1M", "P10D"]),
)
def test_no_mixture_of_dates_is_too_much(observed, window, sustained):
    made = verdict(asked(window=window, sustained=sustained), *observed)
    assert made.why
    if observed and all(value > 10 for _, value in observed):
        assert made.state is not QUIET


@pytest.mark.parametrize(
    ("test", "observed", "state"),
    [
        # February may lie before its tenth day, on which the value was good
        (asked(sustained="P4W"), [("2026-02-10", 9), ("2026-02", 11), ("2026-04-20", 11)], UNKNOWN),
        # a value that another one of the same day corrects does not end a violation
        (asked(sustained="P1M"), [("2026-01-01", 11), ("2026-02-10", 9), ("2026-02-10", 11)], FIRES),
        # the week before today begins behind the day a week ago
        (asked(window="P1W"), [("2026-05-11", 9), ("2026-05-18", 9), ("2026-05-25", 9)], UNKNOWN),
        (asked(window="P1W"), [("2026-05-11", 9), ("2026-05-18", 9), ("2026-05-26", 9)], QUIET),
        # somewhere between 9 and 10.5
        (asked("==", window="P2M"), [("2026-01", 9), ("2026-03", 12), ("2026-05", 9)], UNKNOWN),
        (asked("!=", window="P2M"), [("2026-01", 9), ("2026-03", 12), ("2026-05", 9)], UNKNOWN),
    ],
)
def test_edges(test, observed, state):
    assert verdict(test, *observed).state is state
