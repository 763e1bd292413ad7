"""What a judge that is not a person looks for, and how often it is wrong."""

from typing import Annotated, Literal

from pydantic import Field

from reward_reports.report.model.about import Label, Noun
from reward_reports.report.model.base import Base, Item
from reward_reports.report.model.declaring import optional
from reward_reports.report.model.values import Choices, Count, Number, Share

Granularity = Annotated[
    Literal["outcome", "step", "turn", "token"],
    Choices(
        outcome="The whole output.",
        step="Each step on the way.",
        turn="Each turn of a conversation.",
        token="Each token.",  # noqa: S106 (no password)
    ),
]


class Criterion(Item):
    """One thing a judge looks for."""

    text: str = Field(description="The criterion, in the words the judge is given.")
    weight: Number | None = optional("Its weight.")


class CheckedByPeople(Base):
    """How often people found the judge wrong."""

    n: Annotated[Count | None, Label("Cases"), Noun("number of cases")] = optional(
        "How many judgements people checked."
    )
    false_positive: Share | None = optional("The share of bad outputs that it passed.")
    false_negative: Share | None = optional("The share of good outputs that it failed.")
