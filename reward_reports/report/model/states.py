"""What is known of each answer, for a circle of readers."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from reward_reports.report.model.base import AUDIENCES, Answer
from reward_reports.report.model.layouts import LAYOUTS, FieldPath
from reward_reports.report.model.optimization_intent import FailureMode
from reward_reports.report.model.report import Report, sections_of_profiles
from reward_reports.report.model.routes import is_outside

Known: TypeAlias = Literal[
    "whole", "part", "declined", "not_found", "owner_does_not_know", "not_applicable", "held_back", "not_answered"
]
KNOWN: tuple[Known, ...] = get_args(Known)
"""What is known, from all to nothing."""
KNOWN_WORDS: dict[Known, str] = {
    "whole": "answered",
    "part": "answered in part",
    "declined": "declined by the owner",
    "not_found": "not found",
    "owner_does_not_know": "not known to the owner",
    "not_applicable": "not applicable",
    "held_back": "held back",
    "not_answered": "not answered",
}
"""What each is called, of one answer and behind a number: `12 not applicable`."""
KNOWN_SHAPES: dict[Known, str] = {
    "whole": "●",
    "part": "◐",
    "declined": "✕",
    "not_found": "?",
    "owner_does_not_know": "○",
    "not_applicable": "–",
    "held_back": "■",
    "not_answered": "□",
}
"""A shape for each, so that nothing depends on colours."""
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
_CLOSED = frozenset({"mitigated", "resolved"})
_BY_DISCLOSURE: dict[str, Known] = {
    "answered": "whole",
    "partial": "part",
    "withheld": "declined",
    "not_applicable": "not_applicable",
}


def held_back(answer: Answer, audience: str = "public") -> bool:
    """Whether an audience may not read an answer."""
    return AUDIENCES.index(answer.audience) > AUDIENCES.index(audience)


def known_of(answer: Answer, audience: str, *, outside: bool) -> Known:
    """Return what an audience learns from an answer.

    Args:
        answer: the answer.
        audience: `public`, `auditor` or `internal`.
        outside: whether others than the owner wrote it: what they do not know, they did not find.
    """
    if held_back(answer, audience):
        return "held_back"
    if answer.unanswered:
        return "not_answered"
    simple = _BY_DISCLOSURE.get(answer.disclosure)
    return simple or ("not_found" if outside else "owner_does_not_know")


def known_by_field(report: Report, audience: str) -> dict[FieldPath, Known]:
    """Return what is known of every field, in the order of the paper; those of a profile stand last."""
    outside = is_outside(report)
    return {
        (section, name): known_of(getattr(getattr(report, section), name), audience, outside=outside)
        for section, name in fields_of(report)
    }


def fields_of(report: Report) -> list[FieldPath]:
    """Return the fields that a report has, in the order of the paper; those of a profile stand last."""
    core = dict.fromkeys(path for _, paths in LAYOUTS["paper"] for path in paths)
    return [
        *core,
        *((section, name) for section, part in sections_of_profiles(report) for name in type(part).model_fields),
    ]


def is_open(mode: FailureMode) -> bool:
    """Whether a failure is still to be reckoned with: nobody says that it was mitigated or resolved."""
    return mode.status not in _CLOSED
