"""From a report to what its map shows. Whatever a report leaves out is left out here, or said to be unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from reward_reports.base.sentences import measured, unit_for
from reward_reports.publishing.rendering.failures import STANDING, tracking_of, worst_first
from reward_reports.publishing.rendering.plain_words import cut, first_clause, plain_words, whole_clauses
from reward_reports.publishing.rendering.reward_map.model import (
    Failure,
    FailureLook,
    Gate,
    Loop,
    Person,
    RewardMap,
    Term,
    TermKind,
    TermSignal,
    Watched,
    Zone,
)
from reward_reports.publishing.rendering.reward_map.signals import not_stated, signal_of
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.words import between, humanised
from reward_reports.report.model import Report
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.implementation import Combination, RewardTerm
from reward_reports.report.model.optimization_intent import FailureMode, Metric
from reward_reports.report.model.own_values import after_the_end
from reward_reports.report.model.states import is_open

MOST_TERMS = 12
"""Terms that are drawn one by one; of more, those with the largest weights."""
MOST_OTHERS = 24
"""Groups of people, metrics, loops and failures that are shown; more would be a picture that nobody reads."""
_ZONES: dict[str | None, Zone] = {
    "measurement": "signals",
    "reward_hacking": "reward",
    "misalignment": "system",
    "distribution_shift": "system",
    "feedback_loop": "loops",
}
"""Where a failure arises; any other stands where it meets people."""
_SIGNS = {"product": "×", "switching": "or", "by_task": "or", "lexicographic": ">", "gated": "if", "other": "?"}
_BY_RULE = ("switching", "by_task", "gated", "lexicographic")
_WEIGHTED = ("weighted_sum", "weighted_shares", "other", None)
_NAME, _NOTE, _PATH, _GATE = 90, 90, 150, 90


def read(report: Report, words: Translation = ENGLISH, logged: Mapping[str, float] = MappingProxyType({})) -> RewardMap:
    """Return what the map of a report shows.

    Args:
        report: the report, redacted for its audience already.
        words: the language of the map.
        logged: the newest value in the log of a metric, by the metric's id, where the log was read.
    """
    reward, failures = report.implementation.reward_details, _failures(report)
    terms, signals = _terms(report, words)
    system, method = _system(report, words)
    return RewardMap(
        title=plain_words(report.report.title),
        signals=signals,
        terms=terms,
        sign=_SIGNS.get(reward.combination or "", "+"),
        combination=words.gettext(meanings_in(Combination).get(reward.combination or "", "")),
        to_scale=reward.combination == "weighted_shares",
        system=system,
        method=method,
        language=words,
        gates=_gates(report, words),
        people=_people(report, failures),
        loops=_loops(report),
        watched=_watched(report, failures, words, logged),
        failures=failures[:MOST_OTHERS],
    )


def _terms(report: Report, words: Translation) -> tuple[list[Term], list[TermSignal]]:
    """Return the terms, each with the position of its signal, and the signals in the order in which terms first use them."""
    reward = report.implementation.reward_details
    if not reward.items:
        return [_in_words(report, words)], [not_stated(words)]
    signals: list[TermSignal] = []
    terms: list[Term] = []
    metric = None
    for item in _heaviest(reward.items):
        signal = signal_of(report, item, words)
        if signal not in signals:
            signals.append(signal)
        term = _term(report, item, len(terms) + 1, signals.index(signal), words, same=item.metric == metric)
        terms.append(term)
        metric = item.metric
    drawn = {term.anchor for term in terms}
    others = [item for item in reward.items if _anchor(item) not in drawn]
    return ([*terms, _rest(others, words)] if others else terms), signals


def _heaviest(items: tuple[RewardTerm, ...]) -> list[RewardTerm]:
    """Return the terms that are drawn one by one, in the order of the report; a term without a weight may weigh anything."""
    if len(items) <= MOST_TERMS:
        return list(items)
    places = sorted(range(len(items)), key=lambda at: -_size(items[at]))
    return [items[at] for at in sorted(places[: MOST_TERMS - 1])]


def _size(item: RewardTerm) -> float:
    return float("inf") if item.weight is None else abs(item.weight)


def _term(report: Report, item: RewardTerm, number: int, signal: int, words: Translation, *, same: bool) -> Term:
    """Return a term as it is drawn; one of the same metric as the term above does not repeat its name."""
    metrics = {one.id: one.name for one in report.optimization_intent.metrics}
    metric = metrics.get(item.metric or "", "")
    name = cut(plain_words(item.name or metric or words.gettext("Term %(number)s") % {"number": number}), _NAME)
    about = "" if same else plain_words(metric)
    case = words.gettext("when: %(case)s") % {"case": plain_words(item.when)} if item.when else ""
    note = "; ".join(part for part in (about if about.lower() != name.lower() else "", case) if part)
    minus = item.weight < 0 if item.weight else (item.expression or "").lstrip().startswith(("-", "−"))
    minus = minus or (item.expression or "").lstrip().startswith(("-", "−"))
    kind = _kind(report, item)
    return Term(name, kind, cut(note, _NOTE), item.weight, minus, signal, _anchor(item))


def _kind(report: Report, item: RewardTerm) -> TermKind:
    reward = report.implementation.reward_details
    if item.weight is not None and not (len(reward.items) == 1 and item.weight == 1):
        return "weighed"
    if len(reward.items) == 1:
        return "plain"
    if item.effect == "filters" or reward.combination in _BY_RULE:
        return "rule"
    return "unknown" if reward.combination in _WEIGHTED else "plain"


def _anchor(item: RewardTerm) -> str:
    return f"term:{item.id}"


def _rest(items: list[RewardTerm], words: Translation) -> Term:
    weights = [item.weight for item in items if item.weight is not None]
    ends = {"low": words.number(min(weights)), "high": words.number(max(weights))} if weights else {}
    span = words.gettext("weights from %(low)s to %(high)s") % ends if weights else ""
    names = cut(", ".join(plain_words(item.name or "") for item in items if item.name), _NAME)
    note = "; ".join(part for part in (names, span) if part)
    return Term(
        words.gettext("%(number)s more terms") % {"number": len(items)},
        "rest",
        note,
        anchor="implementation.reward_details",
    )


def _in_words(report: Report, words: Translation) -> Term:
    """Return the reward of a report without terms: the beginning of what it says, or that it says nothing."""
    reward, goal = report.implementation.reward_details, report.optimization_intent.goal_of_reinforcement
    text = next((said for one in (reward, goal) if one.text and (said := plain_words(one.text))), "")
    if not text:
        return Term(words.gettext("The report does not say"), "plain", anchor="implementation.reward_details")
    note = words.gettext("in words; no terms are listed")
    return Term(first_clause(text, 160), "plain", note, anchor="implementation.reward_details")


def _system(report: Report, words: Translation) -> tuple[str, str]:
    """Return what is trained, and how."""
    parts = report.implementation.algorithmic_details
    policies = [one.name or "" for one in parts.items if one.role == "policy"]
    title = re.split(r"[,(:]|\s[–-]\s", plain_words(report.report.title))[0].strip()
    name = next((plain_words(one) for one in policies if one), "") or title or words.gettext("The system")
    method = re.split(r"[(;,]", plain_words(parts.algorithm or ""))[0].strip()
    if method.lower().startswith("not "):
        method = words.gettext("algorithm %(name)s") % {"name": method}
    return cut(name, 60), cut(method, 60)


def _failures(report: Report) -> list[Failure]:
    return [
        Failure(
            number,
            cut(plain_words(mode.name), _NAME),
            STANDING[mode.status],
            _ZONES.get(mode.kind, "people"),
            _look(mode),
            tracking_of(report, mode),
            f"failure:{mode.id}",
        )
        for number, mode in enumerate(worst_first(report), 1)
    ]


def _look(mode: FailureMode) -> FailureLook:
    if mode.status == "hypothesised":
        return "feared"
    return "open" if is_open(mode) else "shut"


def _numbers(failures: list[Failure], anchors: set[str]) -> tuple[int, ...]:
    return tuple(one.number for one in failures if one.anchor in anchors)


def _gates(report: Report, words: Translation) -> list[Gate]:
    gates = (one for one in report.evaluation.performance_standards.items if one.launch_gate)
    return [
        Gate(first_clause(plain_words(one.requirement), _GATE), humanised(one.status or "not stated", words))
        for one in gates
    ]


def _people(report: Report, failures: list[Failure]) -> list[Person]:
    """Return whom the system touches: those it takes into account, those of whom that is not said, those it does not."""
    modes = report.optimization_intent.known_failure_modes.items
    people = [
        Person(
            cut(plain_words(one.name), _NAME),
            one.in_scope,
            _numbers(failures, {f"failure:{mode.id}" for mode in modes if one.id in mode.affected}),
            f"stakeholder:{one.id}",
        )
        for one in report.institutional_interface.stakeholders.items
    ]
    return sorted(people, key=lambda one: (one.in_scope is not True, one.in_scope is False))[:MOST_OTHERS]


def _loops(report: Report) -> list[Loop]:
    loops = [
        Loop(
            cut(plain_words(one.name or ""), 60),
            whole_clauses(plain_words(one.path), _PATH),
            one.in_scope is True,
            one.kind == "control",
        )
        for one in report.implementation.environment_details.items
    ]
    return sorted(loops, key=lambda one: (not one.short, not one.in_scope))[:MOST_OTHERS]


def _watched(report: Report, failures: list[Failure], words: Translation, logged: Mapping[str, float]) -> list[Watched]:
    modes = report.optimization_intent.known_failure_modes.items
    return [
        Watched(
            cut(plain_words(metric.name), _NAME),
            _value(report, metric, words, logged.get(metric.id)),
            _numbers(failures, {f"failure:{mode.id}" for mode in modes if metric.id in mode.detected_by}),
            f"metric:{metric.id}",
        )
        for metric in report.optimization_intent.oversight_metrics.items
    ][:MOST_OTHERS]


def _value(report: Report, metric: Metric, words: Translation, logged: float | None) -> str:
    """Return the newest value, or the lowest and the highest of those that stand beside each other in slices.

    What was measured after the system ended was measured on another one.
    """
    if logged is not None:
        return _with_unit([logged], metric, words)
    evaluated = [one for one in report.evaluation.offline_evaluations.items if one.metric == metric.id]
    dated = [(one.date, one.value) for one in metric.observations or evaluated if one.value is not None]
    values = [value for day, value in dated if not after_the_end(report, day)]
    if not values:
        if dated:
            return words.gettext("measured only after it ended")
        return words.gettext("values in a log") if metric.observations_from else ""
    if metric.observations and not any(one.slice for one in metric.observations):
        values = values[-1:]
    return _with_unit([min(values), max(values)], metric, words)


def _with_unit(values: list[float], metric: Metric, words: Translation) -> str:
    ends = [round(one * 100, 4) if metric.unit == "share" else one for one in dict.fromkeys(values)]
    return measured(between(ends, words), unit_for(ends[-1], _unit(metric.unit)))


def _unit(unit: str | None) -> str:
    if unit in ("share", "%"):
        return "%"
    return cut(plain_words(unit), 24) if unit and not unit.startswith(("score", "count")) else ""
