"""Typed values in plain words: dates, durations, numbers, choices, conditions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reward_reports.base.sentences import measured, unit_for
from reward_reports.publishing.rendering.plain_words import plain_words
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.report.model.durations import duration_in_words
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.optimization_intent import Operator, Threshold
from reward_reports.report.model.system_maintenance import Condition

_LONGEST_UNIT = 16
MONTHS = "January February March April May June July August September October November December".split()


@lru_cache(4096)
def date_in_words(text: str, words: Translation = ENGLISH) -> str:
    """Return an ISO date, month or year as people write it: `2 March 2026`, `March 2026`, `2026`."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return year
    given = {"day": day.lstrip("0"), "month": words.gettext(MONTHS[int(month) - 1]), "year": year}
    if day:
        return words.gettext("%(day)s %(month)s %(year)s") % given
    return words.gettext("%(month)s %(year)s") % given


def number_in_words(value: float, words: Translation = ENGLISH) -> str:
    """Return a number without a needless fraction: `0.41`, `8,120`, `1e-05`."""
    return words.number(value)


def value_in_words(value: float, unit: str, words: Translation = ENGLISH) -> str:
    """Return a value with its unit if that is short, a share as a percentage: `15 %`, `1 day`, `250,000`."""
    if unit == "share" and math.isfinite(value * 100):
        return measured(words.number(round(value * 100, 4)), "%")
    said = plain_words(unit_for(value, unit))
    told = len(said) <= _LONGEST_UNIT and unit.partition(" ")[0] not in ("count", "score")
    return measured(words.number(value), said if told else "")


def between(ends: Sequence[float], words: Translation) -> str:
    """Return an interval in words; its one end where it has no other."""
    low, high = words.number(ends[0]), words.number(ends[-1])
    return low if len(ends) == 1 else words.gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def listed(parts: Iterable[str], words: Translation = ENGLISH) -> str:
    """Join words with commas and a last `and`."""
    return words.listed(parts)


def humanised(value: str, words: Translation = ENGLISH) -> str:
    """Return a value of a choice as words: `not_measured` becomes `not measured`."""
    return words.gettext(SPELLED.get(value) or value.replace("_", " "))


SPELLED = {
    "first_party": "first-party",
    "third_party": "third-party",
    "ab_test": "A/B test",
    "one_step": "one step",
    "ai_judge": "AI judge",
    "behavioral": "behavioural",
    "likert": "graded",
}


OPERATORS = {sign: meaning.removesuffix(" the value") for sign, meaning in meanings_in(Operator).items()}


def threshold_in_words(threshold: Threshold, words: Translation = ENGLISH) -> str:
    """Return a threshold as words: `below 0.08`."""
    return compared(threshold.op, threshold.value, words=words)


def compared(op: str, value: float, unit: str | None = None, words: Translation = ENGLISH) -> str:
    """Return a comparison as words: `at or above 12 points`."""
    number = measured(number_in_words(value, words), unit_for(value, unit or ""))
    return words.gettext(f"{OPERATORS[op]} %(number)s") % {"number": number}


def condition_tail(condition: Condition, words: Translation = ENGLISH) -> str:
    """Return what a trigger waits for, behind the metric's name: `below 0.08 over 4 weeks`."""
    parts = []
    if condition.op is not None and condition.value is not None:
        parts.append(compared(condition.op, condition.value, words=words))
    if condition.window is not None:
        window = duration_in_words(condition.window, words)
        parts.append(words.gettext("over %(duration)s") % {"duration": window})
    if condition.sustained_for is not None:
        lasting = duration_in_words(condition.sustained_for, words)
        parts.append(words.gettext("sustained for %(duration)s") % {"duration": lasting})
    return " ".join(parts)
