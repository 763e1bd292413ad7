"""How the items of each register are laid out: their title, their badges, as cards or as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reward_reports.publishing.rendering.views import Badge
from reward_reports.publishing.rendering.words import humanised
from reward_reports.report.model import Base


@dataclass(frozen=True, slots=True)
class Shape:
    """The layout of one sort of item.

    Attributes:
        title: fields whose first value is the item's title; its id where all are empty.
        badges: choices shown beside the title.
        body: the field that is the item's text.
        table: whether the items are rows of a table.
    """

    title: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    body: str | None = None
    table: bool = False


_SHAPES = {
    "Contact": Shape(("name",)),
    "Metric": Shape(("name",), ("role",), "definition"),
    "FailureMode": Shape(("name",), ("status", "kind"), "description"),
    "Stakeholder": Shape(("name",), table=True),
    "RecourseChannel": Shape(("name", "contest_what")),
    "RewardTerm": Shape(("name",)),
    "FeedbackLoop": Shape(("name",), ("kind",), "path"),
    "Component": Shape(("name",), ("role",)),
    "Dataset": Shape(("name",)),
    "Trick": Shape(body="what"),
    "Evaluation": Shape(table=True),
    "Standard": Shape((), ("status",), "requirement"),
    "Trigger": Shape((), ("kind", "state"), "description"),
    "Recommendation": Shape(table=True),
    "Stage": Shape(("name",)),
    "Agreement": Shape(table=True),
    "PreferenceData": Shape((), ("feedback_type",), "task"),
    "Accuracy": Shape(table=True),
    "RewardModel": Shape((), (), "role"),
    "PolicyRun": Shape(("algorithm",)),
    "AIFeedback": Shape((), ("kind",)),
    "Signal": Shape((), (), "source"),
    "RedTeam": Shape(),
    "TrainingEnvironment": Shape(("name",), ("kind",), "tasks"),
    "RewardHack": Shape(("name",), ("mitigation",), "probe"),
    "Specification": Shape(("title",)),
    "Surface": Shape(("name",), table=True),
    "RankingSignal": Shape(table=True),
    "Adjustment": Shape(("name",), ("kind",), "why"),
    "UserOption": Shape(table=True),
}
_TONES = {
    "published": "good",
    "draft": "warn",
    "superseded": "bad",
    "archived": "warn",
    "hypothetical": "bad",
    "third_party": "warn",
    "reward": "accent",
    "safety": "warn",
    "observed": "bad",
    "hypothesised": "warn",
    "accepted": "warn",
    "mitigated": "good",
    "resolved": "good",
    "met": "good",
    "not_met": "bad",
    "partly_met": "warn",
    "not_assessed": "warn",
    "fired": "bad",
    "incident": "bad",
    "rollback": "warn",
    "reward_change": "accent",
    "as_expected": "good",
    "partly": "warn",
    "not_as_expected": "bad",
    "cannot_tell": "warn",
    "deployed": "good",
    "suspended": "warn",
}


@cache
def shape_of(model: type[Base]) -> Shape:
    """Return the layout of the items of a model."""
    plain = Shape(tuple(name for name in ("name", "title") if name in model.model_fields))
    return _SHAPES.get(model.__name__, plain)


def badge(value: str, meanings: dict[str, str]) -> Badge:
    """Return a value of a choice as a badge."""
    return Badge(humanised(value), _TONES.get(value, ""), meanings.get(value, ""))
