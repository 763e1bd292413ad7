"""What a survey found, in numbers: who was surveyed, what they answer, by rule and by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from reward_reports.report.model.states import KNOWN, Known
from reward_reports.survey.document import FAILURES
from reward_reports.survey.tally import Count

_Z = 1.959963984540054
"""Of a normal distribution, 95% lies within so many standard deviations of the mean."""


@dataclass(frozen=True, slots=True)
class SampleShare:
    """A share of documents with its 95% interval (Wilson's): what would hold for a hub of which these are a random sample.

    Attributes:
        number: of how many it is so.
        total: of how many.
    """

    number: int
    total: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.number / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and the upper end."""
        if not self.total:
            return 0.0, 1.0
        n, p, square = self.total, self.value, _Z * _Z
        middle = (p + square / (2 * n)) / (1 + square / n)
        reach = _Z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
        return max(middle - reach, 0.0), min(middle + reach, 1.0)

    def in_words(self) -> str:
        """Return it as `12.3% (11.0–13.7)`."""
        low, high = self.interval
        return f"{self.value:.1%} ({low * 100:.1f}–{high * 100:.1f})"


@dataclass(frozen=True, slots=True)
class FieldShare:
    """One field: how many documents were asked it, what share answers it, and how many there are of each state."""

    group: str
    field: str
    answered: SampleShare
    states: dict[Known, int]


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of one year, or those without a date: how many, and the mean share of questions that they answer."""

    year: str
    documents: int
    answered: float


@dataclass(frozen=True, slots=True)
class SurveySummary:
    """What a survey found.

    Attributes:
        documents: how many there are.
        formats: how many of each format, `unknown` where a document could not be read far enough to say.
        failures: how many could not be surveyed, by the reason.
        fields: the worst filled first, in each group.
        rules: the share of documents in which each rule finds something, the most frequent first.
        years: in their order.
        notes: what else the reader must know: the inputs, the version, the day, the limits.
        answered: the share of the questions that apply, over all documents, that are answered; a part of an answer counts ½.
    """

    documents: int
    formats: dict[str, int]
    failures: dict[str, int]
    fields: tuple[FieldShare, ...]
    rules: tuple[tuple[str, SampleShare], ...]
    years: tuple[Year, ...]
    notes: tuple[tuple[str, str], ...]
    answered: float


def summed(every: Iterable[Iterable[Count]], notes: tuple[tuple[str, str], ...]) -> SurveySummary:
    """Return the summary of the counts of all parts."""
    sums: dict[str, Counter[tuple[Any, ...]]] = {name: Counter() for name in ("document", "field", "rule")}
    years: dict[Any, list[float]] = {}
    for counts in every:
        for kind, *keys, number in counts:
            if kind == "year":
                sum_and_count = years.setdefault(keys[0], [0.0, 0])
                sum_and_count[0] += keys[1]
                sum_and_count[1] += number
            else:
                sums[kind][tuple(keys)] += number
    total = sums["document"].total()
    rules = _by(sums["rule"], 1)
    return SurveySummary(
        total,
        {form or "unknown": number for form, number in sorted(_by(sums["document"], 0).items(), key=str)},
        {code: rules[code] for code in FAILURES if rules[code]},
        _fields(sums["field"]),
        tuple((code, SampleShare(number, total)) for code, number in _ranked(rules) if code not in FAILURES),
        _years(_by(sums["document"], 1), years),
        notes,
        _mean(sum(known for known, _ in years.values()), sum(asked for _, asked in years.values())),
    )


def _mean(known: float, asked: float) -> float:
    return known / asked if asked else 0.0


def _by(counts: Counter[tuple[Any, ...]], at: int) -> Counter[Any]:
    counts_by: Counter[Any] = Counter()
    for keys, number in counts.items():
        counts_by[keys[at]] += number
    return counts_by


def _ranked(counts: Counter[Any]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _fields(counts: Counter[tuple[Any, ...]]) -> tuple[FieldShare, ...]:
    states: dict[tuple[str, str], Counter[Known]] = {}
    for (_, group, field, state), number in counts.items():
        states.setdefault((group, field), Counter())[state] += number
    shares = [_field(group, field, counts_by_state) for (group, field), counts_by_state in states.items()]
    return tuple(sorted(shares, key=lambda one: (one.group != "core", one.group, one.answered.value, one.field)))


def _field(group: str, field: str, states: Counter[Known]) -> FieldShare:
    asked = states.total() - states["not_applicable"]
    return FieldShare(
        group,
        field,
        SampleShare(states["whole"] + states["part"], asked),
        {one: states[one] for one in KNOWN if states[one]},
    )


def _years(documents: Counter[Any], totals: dict[Any, list[float]]) -> tuple[Year, ...]:
    def mean(year: Any) -> float:
        return _mean(*totals.get(year, [0.0, 0]))

    order = sorted(documents, key=lambda year: (year is None, year or 0))
    return tuple(Year(str(year) if year else "no date", documents[year], mean(year)) for year in order)
