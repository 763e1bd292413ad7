"""In which state each answer of a report is, for a circle of readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reward_reports.report.model.base import AUDIENCES, Answer
from reward_reports.report.model.layouts import LAYOUTS, OPTIONAL, FieldPath
from reward_reports.report.model.optimization_intent import FailureMode
from reward_reports.report.model.report import Report, sections_of_profiles

_CLOSED = frozenset({"mitigated", "resolved"})
STATES = {
    "answered": "answered",
    "partial": "answered in part",
    "not_applicable": "not applicable",
    "unknown": "not known",
    "not_measured": "not measured",
    "withheld": "withheld",
    "held_back": "held back",
    "missing": "not answered",
}
"""Every state in the words of a page, from the one that tells most to the one that tells least."""
LABELS = {
    "partial": "Answered in part",
    "withheld": "Withheld",
    "unknown": "Not known",
    "not_measured": "Not measured",
    "not_applicable": "Does not apply",
    "held_back": "Held back",
    "missing": "Not answered",
}
"""What stands above an answer that is not simply given."""
DISCLOSED = frozenset({"answered", "partial", "not_applicable", "unknown", "not_measured"})
"""The states in which a reader learns something: a stated "we do not know" is an answer."""


def held_back(answer: Answer, audience: str = "public") -> bool:
    """Whether an audience may not read an answer."""
    return AUDIENCES.index(answer.audience) > AUDIENCES.index(audience)


def state_of(answer: Answer, audience: str) -> str:
    """Return the state of an answer for counting: a disclosure, `missing` or `held_back`."""
    if held_back(answer, audience):
        return "held_back"
    return "missing" if answer.unanswered else answer.disclosure


def counted(report: Report, audience: str) -> Counter[str]:
    """Return how many of the report's fields are in each state; the optional ones count only if they say something."""
    return Counter(
        state_of(answer, audience) for answer, optional in _answers(report) if not (optional and answer.unanswered)
    )


def counted_in_words(report: Report, audience: str) -> dict[str, int]:
    """Return the same by the words for each state, in their order; states that no field is in are there too."""
    numbers = counted(report, audience)
    return {words: numbers[state] for state, words in STATES.items()}


def states_of(report: Report, audience: str) -> dict[FieldPath, str]:
    """Return the state of every field, in the order of the paper; those of a profile stand last."""
    sections = dict.fromkeys(path for _, paths in LAYOUTS["paper"] for path in paths)
    made = {(part, name): state_of(getattr(getattr(report, part), name), audience) for part, name in sections}
    for section, part in sections_of_profiles(report):
        made |= {(section, name): state_of(getattr(part, name), audience) for name in type(part).model_fields}
    return made


def _answers(report: Report) -> Iterator[tuple[Answer, bool]]:
    for _, paths in LAYOUTS["paper"]:
        for section, name in paths:
            yield getattr(getattr(report, section), name), (section, name) in OPTIONAL
    for section, part in sections_of_profiles(report):
        for name in type(part).model_fields:
            yield getattr(part, name), (section, name) in OPTIONAL


def is_open(mode: FailureMode) -> bool:
    """Whether a failure is still to be reckoned with: nobody says that it was mitigated or resolved."""
    return mode.status not in _CLOSED
