"""How far a report answers the items of a framework, for a circle of readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

from reward_reports.report.frameworks.items import Framework, FrameworkItem, KeyPath
from reward_reports.report.model.base import Answer
from reward_reports.report.model.placeholders import is_empty_value, is_placeholder
from reward_reports.report.model.report import Report
from reward_reports.report.model.routes import is_outside
from reward_reports.report.model.states import KNOWN, Known, known_of

State: TypeAlias = Literal["answered", "in_part", "not_known", "withheld", "open", "no_field"]
STATE_WORDS: dict[State, str] = {
    "answered": "answered here",
    "in_part": "answered in part",
    "not_known": "stated as not known or not measured",
    "withheld": "withheld",
    "open": "not answered",
    "no_field": "no field in a Reward Report",
}
"""The states of an item, in words."""
_COMPLETE: frozenset[Known] = frozenset({"whole", "not_applicable"})
_STATED: frozenset[Known] = frozenset({"not_found", "owner_does_not_know"})
_TRUE = frozenset({"none", "proprietary"})
"""Words that are the truth as the value of a key: no vendor, a licence of the developer's own."""
_NOTHING: tuple[Any, ...] = (None, "", (), {})


@dataclass(frozen=True)
class Answered:
    """What a report says to one item.

    Attributes:
        item: the item.
        known: what is known of each of its answers.
        own: what the report's block of the framework says to it; "" if nothing.
    """

    item: FrameworkItem
    known: Mapping[KeyPath, Known]
    own: str = ""

    @cached_property
    def state(self) -> State:
        """Whether readers learn all that the item asks for, a part of it, or nothing."""
        states = list(self.known.values())
        if not self.item.fields:
            return "answered" if self.own else "no_field"
        if states and all(state in _COMPLETE for state in states) and (self.own or not self.item.beyond):
            return "answered"
        if self.own or any(state in _COMPLETE or state == "part" for state in states):
            return "in_part"
        if any(state in _STATED for state in states):
            return "not_known"
        return "open" if "not_answered" in states or not states else "withheld"

    @property
    def missing(self) -> list[KeyPath]:
        """The answers that are not given as a whole."""
        return [place for place in self.item.fields if self.known.get(place) not in _COMPLETE]

    @property
    def without_field(self) -> str:
        """What of the item the format has no place for, and the report's own block does not say either."""
        return "" if self.own else self.item.beyond


def answered(report: Report, framework: Framework, audience: str) -> list[Answered]:
    """Return what a report says to each item of a framework.

    Args:
        report: the report, whole or redacted for the audience.
        framework: the framework.
        audience: `public`, `auditor` or `internal`.
    """
    block = own_answers(report, framework)
    return [Answered(item, _known(report, item, audience), block.get(item.number, "")) for item in framework.items]


def counted(report: Report, framework: Framework, audience: str) -> Counter[State]:
    """Return how many items of a framework there are in each state."""
    return Counter(one.state for one in answered(report, framework, audience))


def in_a_sentence(name: str, count: Counter[State]) -> str:
    """Return how many items of a framework a report answers: `eu-gpai: 10 of 40 items answered, 16 in part`."""
    return f"{name}: {count['answered']} of {count.total()} items answered, {count['in_part']} in part"


def own_answers(report: Report, framework: Framework) -> dict[str, str]:
    """Return the texts of the report's block of a framework by item, such as those of `x-eu-gpai`."""
    block = report.extensions.get(framework.block)
    if not isinstance(block, dict):
        return {}
    return {number: text for number, value in block.items() if (text := text_of(value))}


def text_of(value: object) -> str:
    """Return a value of the block as text; "" if it is neither a text nor a number, or stands in for an answer."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value).strip()
    return "" if is_empty_value("text", text) else text


def values_at(report: Report, place: KeyPath) -> list[Any]:
    """Return what stands at a place: a field, a key of it, or a key of each of its entries; none where the section is not there."""
    section = getattr(report, place[0])
    answer = getattr(section, place[1]) if section is not None else None
    if answer is None or len(place) == 2:
        return [] if answer is None else [answer]
    key = place[2]
    if key in type(answer).model_fields:
        return [getattr(answer, key)]
    return [getattr(entry, key) for entry in answer.items]


def _known(report: Report, item: FrameworkItem, audience: str) -> dict[KeyPath, Known]:
    states: dict[KeyPath, Known] = {}
    for place in item.fields:
        if getattr(report, place[0]) is not None:
            states[place] = _known_at(report, place, audience)
    return states


def _known_at(report: Report, place: KeyPath, audience: str) -> Known:
    outside = is_outside(report)
    answer = getattr(getattr(report, place[0]), place[1])
    if not isinstance(answer, Answer):
        return "not_answered" if answer in _NOTHING else "whole"
    whole = known_of(answer, audience, outside=outside)
    if len(place) == 2 or whole not in ("whole", "part"):
        return whole
    states = [_known_value(value, audience, outside) for value in values_at(report, place)]
    return _together(states) if states else "not_answered"


def _together(states: list[Known]) -> Known:
    """Return what is known of the values of a key in all entries; entries to which it does not apply do not count."""
    applying = [one for one in states if one != "not_applicable"]
    if not applying:
        return "not_applicable"
    if len(set(applying)) == 1:
        return applying[0]
    return "part" if {"whole", "part"} & set(applying) else min(applying, key=KNOWN.index)


def _known_value(value: Any, audience: str, outside: bool) -> Known:
    if isinstance(value, Answer):
        return known_of(value, audience, outside=outside)
    if isinstance(value, str) and value.strip().lower() not in _TRUE and is_placeholder(value):
        return "not_found" if outside else "owner_does_not_know"
    return "not_answered" if value in _NOTHING else "whole"
