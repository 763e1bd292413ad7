"""Durations in plain words, in English or another language."""

from __future__ import annotations

from functools import lru_cache

from reward_reports.base.words import ENGLISH, Words
from reward_reports.report.model.values import Duration

UNITS = "year month week day hour minute second".split()
_HOUR, _MINUTE = 3600, 60
_NONE, _AT_ONCE = "no time at all", "at once"
_EVERY, _WITHIN = "every %(duration)s", "within %(duration)s"
MESSAGES = (_NONE, _AT_ONCE, _EVERY, _WITHIN)
"""What is said of durations, for the catalogues."""


def _counts(duration: Duration) -> dict[str, int]:
    """Return how many of each unit a duration has, of those that it has."""
    years, months = divmod(duration.months, 12)
    days, seconds = duration.rest.days, duration.rest.seconds
    weeks, days = divmod(days, 7) if days % 7 == 0 else (0, days)
    hours, seconds = divmod(seconds, _HOUR)
    minutes, seconds = divmod(seconds, _MINUTE)
    counts = (years, months, weeks, days, hours, minutes, seconds)
    return {unit: number for unit, number in zip(UNITS, counts, strict=True) if number}


@lru_cache(1024)
def duration_in_words(duration: Duration, words: Words = ENGLISH) -> str:
    """Return a duration as people say it: `6 weeks`, `1 year and 6 months`, `12 hours`."""
    parts = (
        words.ngettext(f"%(number)s {unit}", f"%(number)s {unit}s", number)
        for unit, number in _counts(duration).items()
    )
    return words.listed(parts) or words.gettext(_NONE)


def every_in_words(duration: Duration, words: Words = ENGLISH) -> str:
    """Return how often something happens: `every year`, `every 6 weeks`."""
    counts = _counts(duration)
    if list(counts.values()) == [1]:
        return words.gettext(f"every {next(iter(counts))}")
    return words.gettext(_EVERY) % {"duration": duration_in_words(duration, words)}


def within_in_words(duration: Duration, words: Words = ENGLISH) -> str:
    """Return how soon something happens: `within 2 weeks`, `at once`."""
    if not _counts(duration):
        return words.gettext(_AT_ONCE)
    return words.gettext(_WITHIN) % {"duration": duration_in_words(duration, words)}
