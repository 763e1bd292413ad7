"""Known failures, the worst first, and how each stands."""

from __future__ import annotations

from typing import Literal, TypeAlias

from reward_reports.publishing.rendering.translation import ENGLISH, Translation, gettext_noop
from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import FailureMode, FailureStatus
from reward_reports.report.model.states import is_open

STANDING: dict[FailureStatus | None, str] = {
    None: "open",
    "observed": "open",
    "accepted": "accepted",
    "hypothesised": "not seen yet",
    "mitigated": "mitigated",
    "resolved": "resolved",
}
"""How a failure stands today."""

Tracking: TypeAlias = Literal["measured", "unpublished", "untracked"]
_TRACKING: dict[Tracking, str] = {
    "unpublished": gettext_noop("%(state)s; no measurement published"),
    "untracked": gettext_noop("%(state)s; no metric here tracks it"),
}


def seen_in_use(mode: FailureMode) -> bool:
    """Whether somebody has seen the failure happen."""
    return mode.first_observed is not None or mode.status == "observed"


def worst_first(report: Report) -> list[FailureMode]:
    """Return the failures: seen in use before feared, then open or on people whom the design leaves out; else as in the report."""
    left_out = {one.id for one in report.institutional_interface.stakeholders.items if one.in_scope is False}

    def badness(mode: FailureMode) -> int:
        return 4 * seen_in_use(mode) + 2 * is_open(mode) + 2 * bool(left_out & set(mode.affected))

    return sorted(report.optimization_intent.known_failure_modes.items, key=badness, reverse=True)


def has_values(report: Report, metric: str) -> bool:
    """Whether the report holds a value of a metric, or names a log that does."""
    known = (one for one in report.optimization_intent.metrics if one.id == metric)
    evaluated = (one for one in report.evaluation.offline_evaluations.items if one.metric == metric)
    return any(one.observations or one.observations_from for one in known) or any(
        one.value is not None for one in evaluated
    )


def tracking_of(report: Report, mode: FailureMode) -> Tracking:
    """Return whether a failure is measured: whether any metric would show it, and whether any of those has a value."""
    if not mode.detected_by:
        return "untracked"
    return "measured" if any(has_values(report, metric) for metric in mode.detected_by) else "unpublished"


def standing(report: Report, mode: FailureMode, words: Translation = ENGLISH) -> str:
    """Return how a failure stands: `mitigated; no measurement published`."""
    return in_words(STANDING[mode.status], tracking_of(report, mode), words)


def in_words(state: str, tracking: Tracking, words: Translation) -> str:
    """Return a state, and what is missing to measure the failure."""
    state = words.gettext(state)
    return words.gettext(_TRACKING[tracking]) % {"state": state} if tracking in _TRACKING else state
