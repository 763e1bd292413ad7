"""Where a report names a metric or a stakeholder: the entries that point to it by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reward_reports.publishing.rendering.anchors import kind_of
from reward_reports.report.model import Item, Register, Report
from reward_reports.report.model.report import sections_of_profiles

_POINTERS = {
    "RewardTerm": (("metric", "metric", "Part of the reward, as"),),
    "Measurement": (("metric", "measures", "Measured as"),),
    "FailureMode": (
        ("metric", "detected_by", "Would show the failure"),
        ("stakeholder", "affected", "Harmed by the failure"),
    ),
    "FeedbackLoop": (
        ("metric", "monitored_by", "Watches the feedback loop"),
        ("stakeholder", "affected", "Touched by the feedback loop"),
    ),
    "Evaluation": (("metric", "metric", "Tested in"),),
    "Standard": (("metric", "metric", "Held to the standard"),),
    "Trigger": (("metric", "condition", "Sets off the trigger"),),
    "Expectation": (("metric", "metric", "Expected to move in"),),
    "RankingSignal": (("metric", "monitored_by", "Watches the ranking signal"),),
    "RewardHack": (("metric", "monitored_by", "Would show the reward hacking"),),
    "Signal": (("metric", "monitored_by", "Watches the signal"),),
}
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names something: how, under which name, and where on the page of the report."""

    label: str
    name: str
    anchor: str


def mentions_of(report: Report) -> dict[tuple[str, str], list[Mention]]:
    """Return the places that name each metric and each stakeholder, by kind and id, in the order of the report."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for item, name in _items(report):
        for kind, key, label in _POINTERS.get(type(item).__name__, ()):
            for id_ in _ids(getattr(item, key)):
                found.setdefault((kind, id_), []).append(Mention(label, name, f"{kind_of(type(item))}:{item.id}"))
    return found


def _items(report: Report) -> Iterator[tuple[Item, str]]:
    intent, made, tested = report.optimization_intent, report.implementation, report.evaluation
    registers: tuple[Register, ...] = (
        made.reward_details,
        made.measurement_details,
        made.environment_details,
        intent.known_failure_modes,
        tested.offline_evaluations,
        tested.performance_standards,
        report.system_maintenance.update_triggers,
    )
    for _, section in sections_of_profiles(report):
        parts = [getattr(section, name) for name in type(section).model_fields]
        registers += tuple(part for part in parts if isinstance(part, Register))
    for register in registers:
        yield from ((item, _name(item)) for item in register.items)
    for entry in report.system_maintenance.changelog.items:
        yield from ((one, f"version {entry.version}") for one in entry.expectations)


def _ids(value: Any) -> tuple[str, ...]:
    if value is None or isinstance(value, str | tuple):
        return (value,) if isinstance(value, str) else value or ()
    return (value.metric,) if value.metric else ()


def _name(item: Item) -> str:
    words = next((told for key in ("name", "act", "requirement") if (told := getattr(item, key, None))), item.id)
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
