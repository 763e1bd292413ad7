"""Every place of a report that points to an id elsewhere in it, and the ids it may point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from reward_reports.report.loading.unloaded import UnloadedError, each

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.linting.context import Context
    from reward_reports.report.model import Item

Target: TypeAlias = Literal[
    "metric",
    "stakeholder",
    "trigger",
    "expectation",
    "component",
    "preference data",
    "data",
    "reference",
    "reward term",
    "source of a reward",
]

Pointer: TypeAlias = "tuple[Path, str, Target]"
"""Where the value stands, the value, and what it is the id of. A plain tuple, since every report makes many."""

_KEYS: dict[tuple[str | int, ...], tuple[tuple[str, Target], ...]] = {
    ("optimization_intent", "known_failure_modes"): (("detected_by", "metric"), ("affected", "stakeholder")),
    ("implementation", "reward_details"): (
        ("metric", "metric"),
        ("made_from", "source of a reward"),
        ("part_of", "reward term"),
    ),
    ("implementation", "environment_details"): (("monitored_by", "metric"), ("affected", "stakeholder")),
    ("implementation", "measurement_details"): (("measures", "metric"),),
    ("evaluation", "offline_evaluations"): (("metric", "metric"), ("sources", "reference")),
    ("evaluation", "performance_standards"): (("metric", "metric"),),
    ("system_maintenance", "changelog"): (("triggered_by", "trigger"),),
    ("rlhf", "training_stages"): (("data", "data"),),
    ("rlhf", "reward_models"): (("component", "component"), ("trained_on", "preference data")),
    ("rlhf", "policy_optimization"): (("component", "component"),),
    ("rlhf", "ai_feedback"): (("term", "reward term"),),
    ("rlhf", "deployment_signals"): (("monitored_by", "metric"),),
    ("rlhf", "environments"): (("rewards", "reward term"),),
    ("rlhf", "reward_hacking"): (("monitored_by", "metric"),),
    ("recommender", "signals"): (("monitored_by", "metric"),),
}
"""For each field, the keys of its items that hold one id or several, and what they are the ids of."""


def find_pointers(context: Context) -> list[Pointer]:
    """Return all typed references of a report."""
    made: list[Pointer] = []
    for path, items in context.registers:
        if path in _KEYS:
            _add_items(path, items, made)
    made += _of_triggers(context)
    made += _of_entries(context)
    made += _of_observations(context)
    for path, answer in context.all_framed:
        for index, value in enumerate(answer.sources):
            made.append(((*path, "sources", index), value, "reference"))
        if answer.owner_response is not None and answer.owner_response.source is not None:
            made.append(((*path, "owner_response", "source"), answer.owner_response.source, "reference"))
    if context.report.rlhf is not None:
        made += _of_agreements(context)
    return made


def _add_items(path: Path, items: tuple[Item, ...], made: list[Pointer]) -> None:
    keys = _KEYS[path]
    for index, item in each(enumerate(items)):
        values = item.__dict__  # a model's attributes are slower
        for key, target in keys:
            value = values[key]
            if not value:
                continue
            place = (*path, "items", index, key)
            if isinstance(value, str):
                made.append((place, value, target))
            else:
                for position, name in enumerate(value):
                    made.append(((*place, position), name, target))


def _of_triggers(context: Context) -> Iterator[Pointer]:
    for path, trigger in context.loaded("system_maintenance", "update_triggers"):
        if trigger.condition is not None and trigger.condition.metric is not None:
            yield ((*path, "condition", "metric"), trigger.condition.metric, "metric")


def _of_entries(context: Context) -> Iterator[Pointer]:
    for path, entry in context.loaded("system_maintenance", "changelog"):
        for index, expectation in enumerate(entry.expectations):
            if expectation.metric is not None:
                yield ((*path, "expectations", index, "metric"), expectation.metric, "metric")
        for index, outcome in enumerate(entry.outcomes):
            yield ((*path, "outcomes", index, "expectation"), outcome.expectation, "expectation")
        backed = [(("expectations", index), one.sources) for index, one in enumerate(entry.expectations)]
        backed += [(("outcomes", index), one.sources) for index, one in enumerate(entry.outcomes)]
        for place, sources in backed:
            for position, source in enumerate(sources):
                yield ((*path, *place, "sources", position), source, "reference")
        for index, result in enumerate(entry.experiment.results if entry.experiment else ()):
            yield ((*path, "experiment", "results", index, "metric"), result.metric, "metric")


def _of_observations(context: Context) -> Iterator[Pointer]:
    registers = ("performance_metrics", "oversight_metrics")
    for path, metric in (pair for name in registers for pair in context.loaded("optimization_intent", name)):
        for index, observation in enumerate(metric.observations):
            if observation.source is not None:
                yield ((*path, "observations", index, "source"), observation.source, "reference")
        if metric.baseline is not None and metric.baseline.source is not None:
            yield ((*path, "baseline", "source"), metric.baseline.source, "reference")


def _of_agreements(context: Context) -> Iterator[Pointer]:
    for path, data in context.loaded("rlhf", "preference_data"):
        for position, agreement in enumerate(data.agreement.items):
            if agreement.on is not None:
                yield ((*path, "agreement", "items", position, "on"), agreement.on, "preference data")


class _AnyId(frozenset[str]):
    """The ids of a register of which a part does not load: whatever is looked for may be there."""

    def __contains__(self, name: object) -> bool:
        return True


ANY_ID = _AnyId()


def find_ids(context: Context) -> dict[Target, frozenset[str]]:
    """Return the ids that stand in a report, by what they are the ids of; `ANY_ID` where not all of them can be told."""
    finders: dict[Target, Callable[[], frozenset[str]]] = {
        "metric": lambda: context.metric_ids,
        "stakeholder": lambda: _ids(context.report.institutional_interface.stakeholders.items),
        "trigger": lambda: _ids(context.report.system_maintenance.update_triggers.items),
        "expectation": lambda: frozenset(
            [expected.id for _, entry in context.entries for expected in entry.expectations]
        ),
        "component": lambda: _ids(context.report.implementation.algorithmic_details.items),
        "preference data": lambda: _preference(context),
        "data": lambda: _preference(context) | _ids(context.report.implementation.data_flow.items),
        "reward term": lambda: _ids(context.report.implementation.reward_details.items),
        "source of a reward": lambda: _sources_of_rewards(context),
        "reference": lambda: _ids(context.report.references).union(context.bibliography or ()),
    }
    return {target: _told(find) for target, find in finders.items()}


def _told(find: Callable[[], frozenset[str]]) -> frozenset[str]:
    try:
        return find()
    except UnloadedError:
        return ANY_ID


def _ids(items: Iterable[Item]) -> frozenset[str]:
    return frozenset([item.id for item in items])


def _preference(context: Context) -> frozenset[str]:
    rlhf = context.report.rlhf
    return frozenset() if rlhf is None else _ids(rlhf.preference_data.items)


def _sources_of_rewards(context: Context) -> frozenset[str]:
    made, rlhf = context.report.implementation, context.report.rlhf
    known = _preference(context) | _ids(made.data_flow.items) | _ids(made.measurement_details.items)
    return known if rlhf is None else known | _ids(rlhf.reward_models.items) | _ids(rlhf.deployment_signals.items)
