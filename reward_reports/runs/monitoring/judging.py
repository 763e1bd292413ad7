"""Whether a comparison holds now, how long it has done so, and what shows it; three-valued, since data may be missing.

What missing data mean, in one place:

- No value, none of the slice, none up to today: it is unknown.
- Which value is the newest cannot be told (dates are periods that overlap, or some have none): it can only be told if all
  that may be the newest agree.
- A window or a duration needs dates, and data that reach back to its beginning. Until then it is unknown.
- A window without any value before today has lost its data: what held back then says nothing about today. What was
  violated then stays so until something better is measured.
- What is not a number is a violation. Infinities compare as numbers.
- Between two measurements nothing is known. A gap neither ends nor makes a violation: it is sustained if it was seen at
  both ends of the time and never seen to be over in between. The evidence names the longest gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from reward_reports.report.model.durations import duration_in_words
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.series import Series
from reward_reports.runs.monitoring.windows import SeriesTest, ValueVerdict, held_at


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a comparison holds.

    Attributes:
        state: True if it holds, False if not, None if that is unknown.
        why: what shows it, or why it is unknown.
        value: the newest value or mean, if there is one.
        newest: the date of the newest value, as far as it is known.
        since: if it holds, the first day from which on it was never seen not to hold.
        went_off: if it holds, the day on which it had held for long enough.
        over: if it holds, the day of the last value for which it did not, if there is one.
    """

    state: bool | None
    why: str
    value: float | None = None
    newest: date | None = None
    since: date | None = None
    went_off: date | None = None
    over: date | None = None


def judge(test: SeriesTest, series: Series, today: date) -> Verdict:
    """Return whether a comparison holds for the newest values of a series.

    Args:
        test: what is asked.
        series: the values.
        today: the date that counts as today; what is dated later is not in the series.
    """
    missing = _missing(test, series)
    if missing:
        return Verdict(None, missing, newest=_day(series, today))
    if series.undated:
        return _of_undated(test, series, today)
    ends = [(held_at(test, series, index), series.dated[index]) for index in series.newest]
    states = {held.state for held, _ in ends}
    held, newest = ends[0]
    day = _day(series, today)
    if len(states) > 1:
        candidates = ", ".join(f"{_number(held.value)} ({one.when})" for held, one in ends[:4])
        return Verdict(None, f"the dates do not tell which value is the newest: {candidates}", newest=day)
    if held.state is None:
        return Verdict(None, held.why, newest=day)
    if not held.state:
        return _not_holding(test, held, newest, today, day)
    return _holding(test, series, held, newest, today)


def _missing(test: SeriesTest, series: Series) -> str:
    if not series:
        return f"all {series.later} observations are dated after today" if series.later else "there is no observation"
    if series.undated and (test.window or test.sustained):
        needs = test.window or test.sustained
        if series.step is not None:
            return f"the log counts steps and gives no times, so {needs} cannot be counted"
        return f"some values have no date, and {needs} cannot be counted without"
    return ""


def _of_undated(test: SeriesTest, series: Series, today: date) -> Verdict:
    """Judge by the last value of each source, which must agree since nothing tells which is newer."""
    values = [*series.undated, *(series.dated[index].value for index in series.newest[:1] if series.dated)]
    states = {test.holds(value) for value in values}
    if len(states) > 1:
        candidates = ", ".join(map(_number, values))
        return Verdict(
            None,
            f"some values have no date, so that none is surely the newest: {candidates}",
            newest=_day(series, today),
        )
    state = states.pop()
    when = "no date" if series.step is None or len(values) > 1 else f"step {series.step}"
    return Verdict(state, _compared(test, values[0], when, holds=state), values[0], _day(series, today))


def _not_holding(test: SeriesTest, held: ValueVerdict, newest: DatedValue, today: date, day: date | None) -> Verdict:
    if test.window is not None and newest.last <= test.window.before(datetime.combine(today, time.min)):
        why = (
            f"there is no value within {duration_in_words(test.window)} before {today}; the newest is of {newest.when}"
        )
        return Verdict(None, why, held.value, day)
    return Verdict(False, _said(test, held, newest, holds=False), held.value, day)


def _holding(test: SeriesTest, series: Series, held: ValueVerdict, newest: DatedValue, today: date) -> Verdict:
    run, before, known = _run(test, series)
    sentence, day = _said(test, held, newest, holds=True), _day(series, today)
    # Only what is surely younger than the last value that did not hold is surely part of the stretch.
    sure = [one for one in run if before is None or one.first >= before.last]
    begin = min(sure, key=lambda one: one.last) if sure else newest
    since = min(begin.last.date(), today)
    over = before.last.date() if before is not None and known else None
    if test.sustained is None:
        return Verdict(True, sentence, held.value, day, since, since, over)
    stretch = f"{sentence}, since {begin.when} ({len(run)} value{'s' if len(run) > 1 else ''}{_gap(run)})"
    if sure and begin.last <= test.sustained.before(series.newest_first):
        went_off = next(one for one in reversed(sure) if begin.last <= test.sustained.before(one.first))
        return Verdict(True, stretch, held.value, day, since, min(went_off.last.date(), today), over)
    longest = min(one.first for one in run) <= test.sustained.before(newest.last)
    if before is not None and known and not longest:
        return Verdict(False, f"{stretch}, not yet for {test.sustained}", held.value, day)
    why = "the dates do not tell" if before is not None and known else f"the values begin with {run[-1].when}"
    return Verdict(None, f"{stretch}; whether for {test.sustained} is unknown, since {why}", held.value, day)


def _run(test: SeriesTest, series: Series) -> tuple[list[DatedValue], DatedValue | None, bool]:
    """Return the values back to the last that did not hold, newest first; that value; and whether it is known not to."""
    run: list[DatedValue] = []
    newest = set(series.newest)
    for index in range(len(series.dated) - 1, -1, -1):
        one = series.dated[index]
        if index not in newest and one.last >= series.newest_first:
            continue  # another value of the same time is listed later
        state = held_at(test, series, index).state
        if not state:
            return run, one, state is False
        run.append(one)
    return run, None, True


def _day(series: Series, today: date) -> date | None:
    return min(series.lasts[-1].date(), today) if series.dated else None


def _gap(run: list[DatedValue]) -> str:
    days = max(((later.first - earlier.last).days for later, earlier in pairwise(run)), default=0)
    return f", longest gap {days} day{'s' if days != 1 else ''}" if days > 0 else ""


def _said(test: SeriesTest, held: ValueVerdict, newest: DatedValue, *, holds: bool) -> str:
    assert held.value is not None  # noqa: S101 only what can be told is said
    if test.window is None:
        return _compared(test, held.value, newest.when, holds=holds)
    noun = "value" if held.count == 1 else "values"
    sentence = _compared(test, held.value, "", holds=holds)
    return f"mean over {duration_in_words(test.window)} to {newest.when} ({held.count} {noun}): {sentence}"


def _compared(test: SeriesTest, value: float, when: str, *, holds: bool) -> str:
    number = _number(value)
    if number == _number(test.limit) and value != test.limit:
        number = repr(value)  # so near that only all digits show which side it is on
    shown = f"{number} ({when})" if when else number
    if value != value:  # noqa: PLR0124 NaN
        return f"{shown} is not a number, which counts as a violation"
    return f"{shown} is {'' if holds else 'not '}{test.op} {_number(test.limit)}"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:.6g}"
