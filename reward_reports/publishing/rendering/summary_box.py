"""The box at the top: what the system optimises, what is watched, what is known to go wrong, who can contest, how much is told."""

from __future__ import annotations

from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.figures import TONES, anchor_of, figures_shown
from reward_reports.publishing.rendering.views import Fact, Figure, Glance, Share
from reward_reports.publishing.rendering.words import humanised, within_in_words
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.evidence import Evidence, evidence_of, sentence
from reward_reports.report.model.institutional_interface import RecourseChannel
from reward_reports.report.model.optimization_intent import FailureMode, Metric
from reward_reports.report.model.placeholders import is_no_value
from reward_reports.report.model.routes import is_outside
from reward_reports.report.model.states import KNOWN, KNOWN_WORDS, Known, is_open, known_of

_SHOWN = 6


def glance(context: Context) -> Glance:
    """Return what a reader should know after half a minute."""
    evidence = evidence_of(context.report, context.audience)
    facts = _summary(context)
    facts += [Fact("What it optimises", _optimised(context)), Fact("Metrics for oversight", _watched(context))]
    facts += [
        Fact("What is known to go wrong", _failures(context)),
        Fact("Who can contest, and how", _recourse(context)),
    ]
    return Glance(facts, _shares(evidence), _sentence(evidence), _figures(context, evidence))


def _sentence(evidence: Evidence) -> str:
    """Return the three figures of the core, then of each profile."""
    told = [(_title(group), sentence(evidence.figures(group))) for group in evidence.groups()]
    return ". ".join(f"{name}: {words}" if name else words for name, words in told)


def _title(group: str) -> str:
    return "" if group == "core" else Report.model_fields[group].title or group


def _figures(context: Context, evidence: Evidence) -> list[tuple[str, list[Figure]]]:
    """Return the figures of each group of questions with the answers they count, where these stand on the same page."""
    links = [f"#{anchor}" if (anchor := anchor_of(context.report, cell)) else "" for cell in evidence.cells]
    return [(_title(group), figures_shown(evidence, group, links)) for group in evidence.groups()]


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


def _shares(evidence: Evidence) -> list[Share]:
    numbers = evidence.states()
    shares: list[Share] = []
    start = 0.0
    for known in KNOWN:
        if numbers[known]:
            width = 100 * numbers[known] / numbers.total()
            shares.append(Share(KNOWN_WORDS[known], TONES[known], numbers[known], round(start, 2), round(width, 2)))
            start += width
    return shares


def _missing(context: Context, answer: Answer) -> str:
    """Return why nothing can be said, for a fact that would else be empty."""
    known = known_of(answer, context.audience, outside=is_outside(context.report))
    return _NOTHING.get(known, "Described in the text below.")


_NOTHING: dict[Known, str] = {
    "held_back": "This is held back from this edition.",
    "not_answered": "The report does not say.",
    "declined": "The owner does not say.",
    "not_found": "Not known.",
    "owner_does_not_know": "The owner does not know.",
    "not_applicable": "Does not apply.",
}


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
