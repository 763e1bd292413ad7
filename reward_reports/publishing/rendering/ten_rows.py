"""Reports side by side in ten rows, each short enough to be read across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reward_reports.publishing.rendering.failures import standing, worst_first
from reward_reports.publishing.rendering.last_seen import last_seen
from reward_reports.publishing.rendering.plain_words import cut, plain_words, whole_clauses
from reward_reports.publishing.rendering.reward_map.reading import read
from reward_reports.publishing.rendering.reward_map.shared import weight_label
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.words import humanised
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.base import Quantity
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.rlhf_items import PreferenceData

_LONGEST = 180
_LONGEST_MORE = 20


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row: what it is about, and what each report says, "" where it says nothing."""

    label: str
    cells: list[str]


def ten_rows(reports: Sequence[Report], words: Translation = ENGLISH) -> list[LabelledRow]:
    """Return the rows of reports that are redacted for their audience; a row in which no report says anything is left out."""
    rows = [
        LabelledRow(words.gettext(label), [words.running(_said(tell, report, words)) for report in reports])
        for label, tell in _ROWS.items()
    ]
    return [row for row in rows if any(row.cells)]


def _said(tell: Callable[[Report, Translation], str], report: Report, words: Translation) -> str:
    """Return what a report says; a date is ours, and in German it begins as a list in Markdown does."""
    text = tell(report, words)
    return text if tell is last_seen else _short(text)


def _short(words: str) -> str:
    return cut(plain_words(words), _LONGEST)


def _rewarded_for(report: Report, words: Translation) -> str:
    summary = report.report.summary
    if summary and summary.rewarded_for:
        return summary.rewarded_for
    return (
        words.separator().join(term.name for term in read(report, words).terms)
        if report.implementation.reward_details.items
        else ""
    )


def _terms(report: Report, words: Translation) -> str:
    reward_map, unsaid = read(report, words), words.gettext("weight not published")
    if not report.implementation.reward_details.items:
        return ""
    labels = ((term.name, weight_label(reward_map, term).replace("?", unsaid)) for term in reward_map.terms)
    return _fitting([f"{name}: {label}" if label else name for name, label in labels], words)


def _fitting(parts: Sequence[str], words: Translation) -> str:
    """Return as many of some parts as a cell holds, and how many there are besides."""
    lengths = list(accumulate(len(part) + 2 for part in parts))
    fitting = (
        parts if lengths[-1] <= _LONGEST else parts[: max(1, sum(one <= _LONGEST - _LONGEST_MORE for one in lengths))]
    )
    left_out = len(parts) - len(fitting)
    more = [words.gettext("%(number)s more") % {"number": words.number(left_out)}] if left_out else []
    return words.separator("; ").join([*fitting, *more])


def _penalty(report: Report, words: Translation) -> str:
    runs = report.rlhf.policy_optimization.items if report.rlhf else ()
    penalties = [f"KL {said}" for run in runs if (said := _quantity(run.kl_coefficient, words))]
    minus = [term for term in read(report, words).terms if term.minus]
    return words.separator().join(dict.fromkeys(penalties)) or words.separator("; ").join(
        f"{term.name}{f': {words.number(abs(term.weight))}' if term.weight else ''}" for term in minus
    )


def _feedback(report: Report) -> tuple[PreferenceData, ...]:
    return report.rlhf.preference_data.items if report.rlhf else ()


def _who_judged(report: Report, words: Translation) -> str:
    judges = (words.separator().join(_judges(one, words)) for one in _feedback(report))
    return words.separator("; ").join(filter(None, judges))


def _judges(one: PreferenceData, words: Translation) -> Iterator[str]:
    if one.headcount.value is not None:
        yield f"{words.number(one.headcount.value)} {one.headcount.unit or words.gettext('people')}"
    vendor, _, others = (one.vendor or "").partition("; ")
    if vendor.casefold() == "none":  # nobody employed them; what follows says who they were
        yield from [others] if others else []
    elif one.vendor:
        yield one.vendor
    if one.countries:
        yield words.gettext("in %(place)s") % {"place": words.separator().join(one.countries)}


def _size(report: Report, words: Translation) -> str:
    return words.separator("; ").join(one.size for one in _feedback(report) if one.size)


def _pay(report: Report, words: Translation) -> str:
    answers = (_answer(one.pay, words) for one in _feedback(report))
    return words.separator("; ").join(dict.fromkeys(filter(None, answers)))


def _agreement(report: Report, words: Translation) -> str:
    found = (item for one in _feedback(report) for item in one.agreement.items)
    return words.separator("; ").join(f"{item.statistic}: {words.number(item.value)}" for item in found)


def _went_wrong(report: Report, words: Translation) -> str:
    worst = next(iter(worst_first(report)), None)
    return f"{worst.name} ({standing(report, worst, words)})" if worst else ""


def _recourse(report: Report, words: Translation) -> str:
    summary, recourse = report.report.summary, report.institutional_interface.recourse
    if summary and summary.what_you_can_do:
        return summary.what_you_can_do
    return words.separator("; ").join(item.how or item.name or "" for item in recourse.items) or _answer(
        recourse, words
    )


def _quantity(quantity: Quantity, words: Translation) -> str:
    if quantity.value is None:
        return _answer(quantity, words)
    return f"{words.number(quantity.value)}{f' {quantity.unit}' if quantity.unit else ''}"


def _answer(answer: Answer, words: Translation) -> str:
    text = plain_words(said(answer.text) or "")
    if text:
        return whole_clauses(text, _LONGEST)
    return "" if answer.disclosure in (None, "answered") else words.gettext(humanised(answer.disclosure))


_ROWS: dict[str, Callable[[Report, Translation], str]] = {
    "Rewarded for": _rewarded_for,
    "Terms and weights": _terms,
    "KL or penalty": _penalty,
    "Who judged": _who_judged,
    "Size of the feedback": _size,
    "Pay": _pay,
    "Agreement": _agreement,
    "What went wrong": _went_wrong,
    "What people can do": _recourse,
    "Last seen": last_seen,
}
LABELS = tuple(_ROWS)
"""What the rows are about."""
