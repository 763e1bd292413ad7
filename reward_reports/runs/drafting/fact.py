"""One thing that a source says, and where in a report it belongs."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TypeAlias

Where: TypeAlias = tuple[str, ...]
"""The keys that lead there; an entry of a register stands under its id: `("rlhf", "reward_models", "items", "helpful")`."""
Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = Scalar | list[Scalar]
_LARGEST = 1 << 64
"""No setting is a whole number of more bits."""

ALGORITHM = ("implementation", "algorithmic_details", "algorithm")
SETTINGS = ("implementation", "algorithmic_details", "hyperparameters")
PARTS = ("implementation", "algorithmic_details", "items")
TERMS = ("implementation", "reward_details", "items")
WORLD = ("implementation", "environment_details")
TRICKS = ("implementation", "engineering_tricks", "items")
DATA = ("implementation", "data_flow", "items")
REWARDED = ("optimization_intent", "performance_metrics", "items")
HORIZON = ("optimization_intent", "goal_of_reinforcement", "horizon")
DIVERGENCE = "KL divergence from the reference policy"
"""What the metric of a logged divergence is called."""
BASE_MODEL = ("rlhf", "base_model")
POLICY_RUN = ("rlhf", "policy_optimization", "items", "policy-run")


@dataclass(frozen=True, slots=True)
class SourceFact:
    """What one source says.

    Attributes:
        where: its place in a report.
        value: what stands there.
        source: the file, and where in it.
    """

    where: Where
    value: Value
    source: str


@dataclass(slots=True)
class SourceFacts:
    """What a source says.

    Attributes:
        facts: what has a place in a report.
        notes: what was read and has none, or could not be read, in words.
    """

    facts: list[SourceFact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, where: Where, value: object, source: str) -> None:
        """Add a fact, unless there is nothing to say, or it is no plain value or list of some."""
        if isinstance(value, list | tuple):
            listed = [plain for one in value if (plain := _plain(one)) is not None]
            if listed and len(listed) == len(value):
                self.facts.append(SourceFact(where, listed, source))
        elif (plain := _plain(value)) is not None:
            self.facts.append(SourceFact(where, plain, source))


def _plain(value: object) -> Scalar | None:
    """Return a text on one line, a truth value or a finite number; None for anything else, and for no text."""
    if isinstance(value, str):
        return "".join(one if one.isprintable() else "\ufffd" for one in " ".join(value.split())) or None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return None
    return value if isinstance(value, bool | int | float) else None
