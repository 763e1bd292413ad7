"""Reports side by side in ten rows, each short enough to be read across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reward_reports.publishing.rendering.failures import standing, worst_first
from reward_reports.publishing.rendering.plain_words import cut, plain_words, whole_clauses
from reward_reports.publishing.rendering.reward_map.reading import read
from reward_reports.publishing.rendering.reward_map.shared import weight_label
from reward_reports.publishing.rendering.words import date_in_words, humanised, number_in_words
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.base import Quantity
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.rlhf_items import PreferenceData

NOT_SAID = "The report does not say"
_LONGEST = 180


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is about, and what each report says, "" where it says nothing."""

    label: str
    cells: list[str]


def ten_rows(reports: Sequence[Report]) -> list[Row]:
    """Return the rows of reports that are redacted for their audience; a row in which no report says anything is left out."""
    rows = [Row(label, [_short(tell(report)) for report in reports]) for label, tell in _ROWS.items()]
    return [row for row in rows if any(row.cells)]


def _short(words: str) -> str:
    return cut(plain_words(words), _LONGEST)


def _rewarded_for(report: Report) -> str:
    summary = report.report.summary
    if summary and summary.rewarded_for:
        return summary.rewarded_for
    return ", ".join(term.name for term in read(report).terms) if report.implementation.reward_details.items else ""


def _terms(report: Report) -> str:
    made = read(report)
    if not report.implementation.reward_details.items:
        return ""
    labels = ((term.name, weight_label(made, term).replace("?", "weight not published")) for term in made.terms)
    return "; ".join(f"{name}: {label}" if label else name for name, label in labels)


def _penalty(report: Report) -> str:
    runs = report.rlhf.policy_optimization.items if report.rlhf else ()
    told = [f"KL {words}" for run in runs if (words := _quantity(run.kl_coefficient))]
    minus = [term for term in read(report).terms if term.minus]
    return ", ".join(dict.fromkeys(told)) or "; ".join(
        f"{term.name}{f': {number_in_words(abs(term.weight))}' if term.weight else ''}" for term in minus
    )


def _feedback(report: Report) -> tuple[PreferenceData, ...]:
    return report.rlhf.preference_data.items if report.rlhf else ()


def _who_judged(report: Report) -> str:
    return "; ".join(", ".join(_judges(one)) for one in _feedback(report) if list(_judges(one)))


def _judges(one: PreferenceData) -> Iterator[str]:
    if one.headcount.value is not None:
        yield f"{number_in_words(one.headcount.value)} {one.headcount.unit or 'people'}"
    vendor, _, others = (one.vendor or "").partition("; ")
    if vendor.casefold() == "none":  # nobody employed them; what follows says who they were
        yield from [others] if others else []
    elif one.vendor:
        yield one.vendor
    if one.countries:
        yield f"in {', '.join(one.countries)}"


def _size(report: Report) -> str:
    return "; ".join(one.size for one in _feedback(report) if one.size)


def _pay(report: Report) -> str:
    return "; ".join(dict.fromkeys(words for one in _feedback(report) if (words := _answer(one.pay))))


def _agreement(report: Report) -> str:
    found = (item for one in _feedback(report) for item in one.agreement.items)
    return "; ".join(f"{item.statistic}: {number_in_words(item.value)}" for item in found)


def _went_wrong(report: Report) -> str:
    worst = next(iter(worst_first(report)), None)
    return f"{worst.name} ({standing(report, worst)})" if worst else ""


def _recourse(report: Report) -> str:
    summary, recourse = report.report.summary, report.institutional_interface.recourse
    if summary and summary.what_you_can_do:
        return summary.what_you_can_do
    return "; ".join(item.how or item.name or "" for item in recourse.items) or _answer(recourse)


def _last_seen(report: Report) -> str:
    dates = report.system_details.dates
    if report.report.kind == "hypothetical":
        return "Made up"
    if dates.as_of:
        return date_in_words(dates.as_of.text)
    return f"Until {date_in_words(dates.active_to.text)}" if dates.active_to else ""


def _quantity(quantity: Quantity) -> str:
    if quantity.value is None:
        return _answer(quantity)
    return f"{number_in_words(quantity.value)}{f' {quantity.unit}' if quantity.unit else ''}"


def _answer(answer: Answer) -> str:
    words = plain_words(said(answer.text) or "")
    if words:
        return whole_clauses(words, _LONGEST)
    return "" if answer.disclosure in (None, "answered") else humanised(answer.disclosure)


_ROWS: dict[str, Callable[[Report], str]] = {
    "Rewarded for": _rewarded_for,
    "Terms and weights": _terms,
    "KL or penalty": _penalty,
    "Who judged": _who_judged,
    "Size of the feedback": _size,
    "Pay": _pay,
    "Agreement": _agreement,
    "What went wrong": _went_wrong,
    "What people can do": _recourse,
    "Last seen": _last_seen,
}
