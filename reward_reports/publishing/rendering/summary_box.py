"""The box at the top: what the system optimises, what is watched, what is known to go wrong, who can contest, how much is told."""

from __future__ import annotations

from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.views import Fact, Glance, Share
from reward_reports.publishing.rendering.words import humanised, within_in_words
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.evidence import evidence_of, sentence
from reward_reports.report.model.institutional_interface import RecourseChannel
from reward_reports.report.model.optimization_intent import FailureMode, Metric
from reward_reports.report.model.placeholders import is_no_value
from reward_reports.report.model.states import STATES, counted, is_open, state_of

_SHOWN = 6
STATE_TONES = {
    "answered": "good",
    "partial": "partial",
    "not_applicable": "quiet",
    "unknown": "unknown",
    "not_measured": "unmeasured",
    "withheld": "withheld",
    "held_back": "held",
    "missing": "missing",
}
"""What the states are called in the stylesheet."""


def glance(context: Context) -> Glance:
    """Return what a reader should know after half a minute."""
    shares, total = _shares(context)
    facts = _summary(context)
    facts += [Fact("What it optimises", _optimised(context)), Fact("Metrics for oversight", _watched(context))]
    facts += [
        Fact("What is known to go wrong", _failures(context)),
        Fact("Who can contest, and how", _recourse(context)),
    ]
    return Glance(facts, shares, total, _figures(context))


def _figures(context: Context) -> str:
    """Return the three figures of the core, then of each profile."""
    evidence = evidence_of(context.report, context.audience)
    groups = evidence.groups()
    told = [sentence(evidence.figures(group)) for group in groups]
    names = [(Report.model_fields[group].title or group) if group != "core" else "" for group in groups]
    return ". ".join(f"{name}: {words}" if name else words for name, words in zip(names, told, strict=True))


def _summary(context: Context) -> list[Fact]:
    """Return the authors' own three sentences."""
    summary = context.report.report.summary
    if summary is None:
        return []
    said = {
        "What it is rewarded for": summary.rewarded_for,
        "What happened": summary.what_happened,
        "What you can do": summary.what_you_can_do,
    }
    return [Fact(label, context.writer.inline(words)) for label, words in said.items() if words]


def _shares(context: Context) -> tuple[list[Share], int]:
    numbers = counted(context.report, context.audience)
    total = sum(numbers.values())
    shares: list[Share] = []
    start = 0.0
    for state, label in STATES.items():
        if numbers[state]:
            width = 100 * numbers[state] / total
            shares.append(Share(label, STATE_TONES[state], numbers[state], round(start, 2), round(width, 2)))
            start += width
    return shares, total


def _missing(context: Context, answer: Answer) -> str:
    """Return why nothing can be said, for a fact that would else be empty."""
    states = {"held_back": "This is held back from this edition.", "missing": "The report does not say."}
    told = {
        "withheld": "The owner does not say.",
        "unknown": "Not known.",
        "not_measured": "Not measured.",
        "not_applicable": "Does not apply.",
    }
    state = state_of(answer, context.audience)
    return states.get(state) or told.get(state) or "Described in the text below."


def _optimised(context: Context) -> str:
    writer, reward = context.writer, context.report.implementation.reward_details
    metrics = [
        metric
        for metric in context.report.optimization_intent.performance_metrics.items
        if metric.role in ("reward", None)
    ]
    formula = reward.formula
    parts = [writer.formula(formula)] if formula and not is_no_value("formula", formula) else []
    if metrics:
        parts.append(_named(context, metrics))
    if parts:
        return writer.join(parts, ", made from " if len(parts) > 1 else "")
    return _missing(context, context.report.optimization_intent.performance_metrics)


def _watched(context: Context) -> str:
    intent = context.report.optimization_intent
    tuned = [metric for metric in intent.performance_metrics.items if metric.role in ("oversight", "safety")]
    watched = [*intent.oversight_metrics.items, *tuned]
    return _named(context, watched) if watched else _missing(context, intent.oversight_metrics)


def _named(context: Context, metrics: list[Metric]) -> str:
    return _some(context, [context.writer.named(("metric",), metric.id, metric.name) for metric in metrics])


def _failures(context: Context) -> str:
    writer, modes = context.writer, context.report.optimization_intent.known_failure_modes
    if not modes.items:
        return _missing(context, modes)
    # What has happened comes before what may happen, whatever was done about it since.
    worst_first = sorted(modes.items, key=lambda mode: (not _seen_in_use(mode), not is_open(mode)))
    names = [
        writer.join(
            [writer.named(("failure",), mode.id, mode.name), f" ({humanised(mode.status)})" if mode.status else ""], ""
        )
        for mode in worst_first
    ]
    return _some(context, names)


def _seen_in_use(mode: FailureMode) -> bool:
    return mode.first_observed is not None or mode.status == "observed"


def _recourse(context: Context) -> str:
    recourse = context.report.institutional_interface.recourse
    if recourse.items:
        return _some(context, [_channel(context, item) for item in recourse.items], "; ")
    return _missing(context, recourse)


def _channel(context: Context, item: RecourseChannel) -> str:
    writer = context.writer
    parts = [writer.cell(words) for words in (item.who, item.how) if words]
    told = writer.join(parts or [writer.plain(item.id)], ": ")
    return writer.join([told, f" (answer {within_in_words(item.respond_within)})"], "") if item.respond_within else told


def _some(context: Context, parts: list[str], between: str = ", ") -> str:
    shown = parts[:_SHOWN]
    return context.writer.join([*shown, f"{len(parts) - _SHOWN} more"] if len(parts) > _SHOWN else shown, between)
