"""Intervals as people write them: `Quarterly`, `every six months`, `twice a year`, `6w`; and events such as `each release`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reward_reports.report.model.values import Duration

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen".split(), 1
    )
} | {"a": 1, "an": 1, "other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "twenty": 20, "thirty": 30,
     "sixty": 60, "ninety": 90}  # fmt: skip
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_UNITS = {
    "hour": (1, "H"), "hr": (1, "H"), "h": (1, "H"), "day": (1, "D"), "night": (1, "D"), "d": (1, "D"),
    "week": (1, "W"), "wk": (1, "W"), "w": (1, "W"), "fortnight": (2, "W"),
    "month": (1, "M"), "mth": (1, "M"), "mo": (1, "M"), "quarter": (3, "M"), "half year": (6, "M"),
    "year": (1, "Y"), "yr": (1, "Y"), "y": (1, "Y"), "annum": (1, "Y"), "decade": (10, "Y"),
}  # fmt: skip
_ADVERBS = {
    "hourly": (1, "H"), "daily": (1, "D"), "nightly": (1, "D"), "weekly": (1, "W"), "fortnightly": (2, "W"), "monthly": (1, "M"),
    "quarterly": (3, "M"), "half yearly": (6, "M"), "semi annual": (6, "M"), "semi annually": (6, "M"), "semi yearly": (6, "M"),
    "semiannual": (6, "M"), "semiannually": (6, "M"), "semiyearly": (6, "M"), "yearly": (1, "Y"), "annual": (1, "Y"),
    "annually": (1, "Y"), "biennial": (2, "Y"), "biennially": (2, "Y"), "triennial": (3, "Y"), "triennially": (3, "Y"),
}  # fmt: skip
_AMBIGUOUS = {
    "biweekly": ("every two weeks", "twice a week"),
    "bimonthly": ("every two months", "twice a month"),
    "biannual": ("twice a year", "every two years"),
    "biannually": ("twice a year", "every two years"),
    "biyearly": ("twice a year", "every two years"),
    "triannual": ("three times a year", "every three years"),
    "triannually": ("three times a year", "every three years"),
}
_PARTS = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "H")}
"""Of how many of which smaller unit each consists; a month has no fixed number of days."""
_LONGEST_MONTH = 31


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", "[- ]")


_NUMBER, _UNIT, _ADVERB = rf"\d{{1,4}}|{_any(_NUMBERS)}", rf"{_any(_UNITS)}", _any(_ADVERBS)
_LENGTH = re.compile(rf"(?:within )?(?:(?P<number>{_NUMBER})[- ]?(?P<unit>{_UNIT})s?|(?P<single>[a-z]{{3,}}))")
_FREQUENCY = re.compile(
    rf"\b(?:(?P<ambiguous>bi-?(?:weekly|monthly|annual(?:ly)?|yearly)|tri-?annual(?:ly)?)"
    rf"|(?P<times>{_any(_TIMES)}|(?:{_NUMBER})(?: times| ?[x×]))(?: an?| each| every| per| in an?| ?/)? ?(?P<per>{_UNIT}|{_ADVERB})"
    rf"|(?:(?P<many>{_NUMBER})[- ])?(?P<adverb>{_ADVERB})"
    rf"|(?:(?:once )?(?:every|each)|once (?:in|per)|per) (?:(?P<number>{_NUMBER})(?:nd|rd|th)?[- ]?)?(?P<unit>{_UNIT})s?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:the |each |this )?(?:report|system|model|review|update|audit)s? (?:is|are|will be|takes? place|happens?) )?(?:to be )?"
    r"(?:(?:review|report|update|publish|check|audit|revis|releas|renew)(?:ed|s|d|es|ing)? )?"
    r"(?:at least |no less (?:often )?than )?(?:on an? |with an? |at )?(?:regular )?"
)
_TAIL = re.compile(
    r" (?:basis|reviews?|reports?|reporting|updates?|audits?|checks?|cycles?|cadence|intervals?|publication|at (?:the )?least|at the latest)"
)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|neither|nor|without|than|instead of|was|were|until)|n['’]t)(?: \w+)?\s*\Z", re.IGNORECASE
)
_EVENT = re.compile(
    r"(?:(?:once|again|only) )?(?:(?:with|at|after|on|upon|before|for|following) )?(?:each|every|any|per) (?:[\w-]+ ){0,4}?"
    r"(?:release|version|update|upgrade|deployment|launch|rollout|roll-out|retraining|training|run|model|checkpoint|iteration|incident"
    r"|complaint|audit|election|season|semester|term|sprint|milestone|meeting|change|redesign|experiment|study|trial|cohort|batch)s?"
    r"(?: of (?:the )?[\w-]+(?: [\w-]+)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval in words.

    Attributes:
        words: the words.
        readings: what they can mean, as pairs of other words and an ISO 8601 duration: one, or several where they are ambiguous.
        exact: whether the duration is what the words say; else it is the longest time that they allow between two events.
    """

    words: str
    readings: tuple[tuple[str, str], ...]
    exact: bool = True

    @property
    def duration(self) -> str | None:
        """The duration that is surely meant, or None."""
        return self.readings[0][1] if self.exact and len(self.readings) == 1 else None


def parse_interval(text: str) -> Interval | None:
    """Return the interval that a text is, or None if it says anything else besides."""
    words = " ".join(text.split()).strip(" .;,!*_\"'“”")
    if len(words) > 80:
        return None
    small = words.lower()
    bare = _LEAD.match(small)
    for candidate in (small, small[bare.end() :] if bare else small):
        core = _TAIL.sub("", candidate) if _TAIL.search(candidate) else candidate
        match = _FREQUENCY.fullmatch(core) or _LENGTH.fullmatch(core)
        if match and (interval := _interval(match, words)):
            return interval
    return _loose_duration(words)


def find_intervals(text: str) -> list[Interval]:
    """Return the intervals that a text mentions, each duration once, without those it denies or uses as a measure."""
    intervals: dict[tuple[str, ...], Interval] = {}
    for match in _FREQUENCY.finditer(text):
        if match[0][:4].lower() == "per " or _NEGATED.search(text, max(0, match.start() - 30), match.start()):
            continue  # "100 rides per day" is not an interval of anything
        interval = _interval(match, match[0])
        if interval is not None:
            intervals.setdefault(tuple(duration for _, duration in interval.readings), interval)
    return list(intervals.values())


def is_event(text: str) -> bool:
    """Whether a text only names an event that returns: `each release`, `after every retraining of the model`."""
    words = " ".join(text.split()).strip(" .;,!")
    return len(words) <= 80 and _EVENT.fullmatch(words) is not None and not find_intervals(words)


def _loose_duration(words: str) -> Interval | None:
    """Read ISO 8601 with a slip: `p3m`, `P 3 M`, `3M`."""
    plain = "".join(words.split())
    for text in (plain.upper(), f"P{plain}"):
        try:
            return Interval(words, ((words, Duration.parse(text).text),))
        except ValueError:
            continue
    return None


def _interval(match: re.Match[str], words: str) -> Interval | None:
    groups = {key: value.lower() for key, value in match.groupdict().items() if value}
    if "ambiguous" in groups:
        meanings = _AMBIGUOUS[groups["ambiguous"].replace("-", "")]
        return Interval(words, tuple((meaning, _meaning(meaning)) for meaning in meanings))
    if "times" in groups:
        times = _number(re.sub(r" ?(?:times|[x×])\Z", "", groups["times"]))
        return _divided(words, times, *_size(groups["per"]))
    if groups.get("single", "month") not in _UNITS:
        return None
    count, unit = _size(groups.get("adverb") or groups.get("unit") or groups["single"])
    number = _number(groups.get("many") or groups.get("number") or "1")
    return Interval(words, ((words, _iso(count * number, unit)),)) if number else None


def _meaning(words: str) -> str:
    interval = parse_interval(words)
    assert interval is not None, "the table gives intervals"  # noqa: S101
    return interval.readings[0][1]


def _number(word: str) -> int:
    known = _NUMBERS | _TIMES
    return known[word] if word in known else int(word)


def _size(word: str) -> tuple[int, str]:
    key = word.replace("-", " ")
    return _UNITS.get(key) or _ADVERBS[key]


def _iso(count: int, unit: str) -> str:
    return f"P{'T' if unit == 'H' else ''}{count}{unit}"


def _divided(words: str, times: int, count: int, unit: str) -> Interval | None:
    """Return the interval of so many times in a unit; where it is not a whole number of anything, the longest that fits."""
    if times and count % times and unit in _PARTS:
        parts, unit = _PARTS[unit]
        count *= parts
    if times and count % times == 0:
        return Interval(words, ((words, _iso(count // times, unit)),))
    if not times or unit == "H":
        return None
    days = count * _LONGEST_MONTH if unit == "M" else count
    return Interval(words, ((words, _iso(-(-days // times), "D")),), exact=False)
