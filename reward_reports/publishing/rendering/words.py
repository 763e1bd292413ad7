"""Typed values in plain words: dates, durations, numbers, choices, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reward_reports.base.sentences import unit_for
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.optimization_intent import Operator, Threshold
from reward_reports.report.model.system_maintenance import Condition
from reward_reports.report.model.values import Duration

_MONTHS = "January February March April May June July August September October November December".split()
_HOUR, _MINUTE = 3600, 60
_AT_ONCE = "no time at all"


@lru_cache(4096)
def date_in_words(text: str) -> str:
    """Return an ISO date, month or year as people write it: `2 March 2026`, `March 2026`, `2026`."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    return " ".join(part for part in (day.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year) if part)


@lru_cache(1024)
def duration_in_words(duration: Duration) -> str:
    """Return a duration as people say it: `6 weeks`, `1 year and 6 months`, `12 hours`."""
    years, months = divmod(duration.months, 12)
    days, seconds = duration.rest.days, duration.rest.seconds
    weeks, days = divmod(days, 7) if days % 7 == 0 else (0, days)
    hours, seconds = divmod(seconds, _HOUR)
    minutes, seconds = divmod(seconds, _MINUTE)
    counted = {
        "year": years,
        "month": months,
        "week": weeks,
        "day": days,
        "hour": hours,
        "minute": minutes,
        "second": seconds,
    }
    return listed([_counted(number, unit) for unit, number in counted.items() if number]) or _AT_ONCE


def every_in_words(duration: Duration) -> str:
    """Return how often something happens: `every year`, `every 6 weeks`."""
    words = duration_in_words(duration)
    return f"every {words if ' and ' in words else words.removeprefix('1 ')}"


def within_in_words(duration: Duration) -> str:
    """Return how soon something happens: `within 2 weeks`, `at once`."""
    words = duration_in_words(duration)
    return "at once" if words == _AT_ONCE else f"within {words}"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def count(number: int, unit: str, units: str | None = None) -> str:
    """Return a number with its noun: `1 field`, `3 fields`."""
    return f"{number:,} {unit if number == 1 else units or unit + 's'}"


def number_in_words(value: float) -> str:
    """Return a number without a needless fraction: `0.41`, `8,120`, `1e-05`."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return f"{int(value):,}"
    return repr(value)


def listed(parts: Iterable[str]) -> str:
    """Join words with commas and a last `and`."""
    words = list(parts)
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def humanised(value: str) -> str:
    """Return a value of a choice as words: `not_measured` becomes `not measured`."""
    return _SPELLED.get(value) or value.replace("_", " ")


_SPELLED = {
    "first_party": "first-party",
    "third_party": "third-party",
    "ab_test": "A/B test",
    "one_step": "one step",
    "ai_judge": "AI judge",
    "behavioral": "behavioural",
    "likert": "graded",
}


_OPERATORS = {sign: meaning.removesuffix(" the value") for sign, meaning in meanings_in(Operator).items()}


def threshold_in_words(threshold: Threshold, unit: str | None = None) -> str:
    """Return a threshold as words: `below 0.08 share`."""
    return compared(threshold.op, threshold.value, unit)


def compared(op: str, value: float, unit: str | None = None) -> str:
    """Return a comparison as words: `at or above 12 points`."""
    return " ".join(
        part for part in (_OPERATORS.get(op, op), number_in_words(value), unit_for(value, unit or "")) if part
    )


def condition_tail(condition: Condition) -> str:
    """Return what a trigger waits for, behind the metric's name: `below 0.08 over 4 weeks`."""
    parts = []
    if condition.op is not None and condition.value is not None:
        parts.append(compared(condition.op, condition.value))
    if condition.window is not None:
        parts.append(f"over {duration_in_words(condition.window)}")
    if condition.sustained_for is not None:
        parts.append(f"sustained for {duration_in_words(condition.sustained_for)}")
    return " ".join(parts)
