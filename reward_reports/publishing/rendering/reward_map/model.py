"""What a reward map shows, without places: signals, terms, the system, people, loops, what is watched, failures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reward_reports.publishing.rendering.failures import Tracking
from reward_reports.publishing.rendering.translation import ENGLISH, Translation

FailureLook: TypeAlias = Literal["open", "feared", "shut"]
Zone: TypeAlias = Literal["signals", "reward", "system", "loops", "people"]
TermKind: TypeAlias = Literal["weighed", "plain", "unknown", "rule", "rest"]


@dataclass(frozen=True, slots=True)
class TermSignal:
    """Where the numbers of a term come from; `known` is false where the report does not say."""

    name: str
    note: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the reward.

    Attributes:
        name: what it is called.
        kind: `weighed` by its weight; `plain`, where no weight belongs; `unknown`, where it is not published; `rule`, where a rule
            decides when it counts; `rest` for several terms in one line.
        note: the metric it is made from, and when it counts.
        weight: its weight, if it is known.
        minus: whether it lowers the reward.
        signal: the position of its signal in the map.
        anchor: where the page tells more.
    """

    name: str
    kind: TermKind
    note: str = ""
    weight: float | None = None
    minus: bool = False
    signal: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A known failure; `number` is its place, the worst first, `look` how its flag is drawn."""

    number: int
    name: str
    state: str
    zone: Zone
    look: FailureLook
    tracking: Tracking
    anchor: str


@dataclass(frozen=True, slots=True)
class Person:
    """A group of people; `in_scope` is None where the report does not say whether the design takes it into account."""

    name: str
    in_scope: bool | None
    failures: tuple[int, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Loop:
    """A way in which the system's acts come back to it; a `short` one returns to the reward, any other to the signals."""

    name: str
    path: str
    in_scope: bool
    short: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """A metric outside the reward, its newest value, and the failures that it would show."""

    name: str
    value: str
    failures: tuple[int, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What must hold before a launch, and whether it did."""

    requirement: str
    state: str


@dataclass(frozen=True, slots=True)
class RewardMap:
    """All that a map shows.

    Attributes:
        title: the report's title.
        signals: where the terms come from.
        terms: the terms in the order of the report.
        sign: how they become one number, as a sign: `+`, `×`, `or`.
        combination: the same in words.
        to_scale: whether the weights are shares of one whole.
        system: what is trained, and `method` how.
        language: that of our words.
    """

    title: str
    signals: list[TermSignal]
    terms: list[Term]
    sign: str
    combination: str
    to_scale: bool
    system: str
    method: str
    language: Translation = ENGLISH
    gates: list[Gate] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    watched: list[Watched] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def at(self, *zones: Zone) -> list[int]:
        """Return the numbers of the failures that arise in these places."""
        return [one.number for one in self.failures if one.zone in zones]
