"""The entries of the recommender profile: surfaces, signals, adjustments, options of users."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reward_reports.report.model.about import About, Impact, Noun, PointsTo
from reward_reports.report.model.base import Answer, Item, Many, Register, WatchedBy
from reward_reports.report.model.declaring import entries, optional
from reward_reports.report.model.values import Address, Choices, Flag, Number, PartialDate, Share

SignalSign = Annotated[
    Literal["positive", "negative", "mixed"],
    Choices(
        positive="It counts in favour of what was shown.",
        negative="It counts against what was shown.",
        mixed="It depends on the case; the text says how.",
    ),
]
SignalSource = Annotated[
    Literal["explicit", "implicit"],
    Choices(
        explicit="The user says so: a rating, a report, a survey.",
        implicit="It is read off behaviour: clicks, dwell time, replies.",
    ),
]
AdjustmentKind = Annotated[
    Literal["boost", "cap", "filter", "diversity", "other"],
    Choices(
        boost="It is shown more, or less.",
        cap="It is shown no more than so often.",
        filter="It is not shown.",
        diversity="Neighbours are kept apart.",
        other="Another adjustment.",
    ),
]


class Surface(Item):
    """A place where people meet recommendations."""

    about: ClassVar = About(table=True)

    name: str = Field(description="What it is called: home feed, related videos, search.")
    audience: str | None = optional("Who sees it.")
    ranks: Annotated[str | None, Noun("content")] = optional("What is ranked, and from which candidates.")


class Surfaces(Register):
    """Where people meet recommendations."""

    items: Many[Surface] = entries()


class RankingSignal(Item):
    """An act of users that ranks, as a main parameter."""

    about: ClassVar = About(table=True)

    act: str = Field(description="The act: a like, a reply, a view of ten seconds, a block.")
    sign: SignalSign | None = optional("Whether it counts for or against.")
    weight: Number | None = optional("Its weight.")
    source: SignalSource | None = optional("Whether people say it, or it is read off behaviour.")
    since: Annotated[PartialDate | None, Noun("start")] = optional("Since when it has this weight.")
    reason: Annotated[str | None, Impact("accountability")] = optional("Why it counts, and why this much.")
    monitored_by: Annotated[WatchedBy, PointsTo("metric", mention="Watches the ranking signal")] = optional(
        "Ids of the metrics that would show its side effects.", ()
    )


class RankingSignals(Register):
    """The main parameters of the ranking."""

    items: Many[RankingSignal] = entries()


class Adjustment(Item):
    """A rule that goes over the ranking."""

    about: ClassVar = About(badges=("kind",), body="why")

    name: str | None = optional("What it is called.")
    kind: AdjustmentKind | None = optional("The type of adjustment.")
    value: str | None = optional("By how much, or up to what.")
    applies_to: Annotated[str | None, Noun("target")] = optional("Whom or what it favours or holds down.")
    why: Annotated[str | None, Noun("reason")] = optional("Why.")
    since: Annotated[PartialDate | None, Noun("start")] = optional("Since when.")


class Adjustments(Register):
    """Rules that go over the ranking."""

    items: Many[Adjustment] = entries()


class UserOption(Item):
    """Something that users can set."""

    about: ClassVar = About(table=True)

    what: Annotated[str, Noun("choice")] = Field(description="What they can choose.")
    how: Annotated[str | None, Noun("place")] = optional("Where they find it.")
    effect: str | None = optional("What it changes, and for how long.")
    default: str | None = optional("What holds if they choose nothing.")


class UserOptions(Register):
    """What users can set."""

    items: Many[UserOption] = entries()


class Exploration(Answer):
    """How items are shown that the ranking would not show."""

    share: Share | None = optional("The share of places that are given to it, between 0 and 1.")


class Holdouts(Answer):
    """People who are kept out of the ranking, to see what it does."""

    share: Share | None = optional("Their share, between 0 and 1.")


class NonProfilingOption(Answer):
    """A ranking that does not rest on a profile of the user."""

    offered: Annotated[Flag | None, Noun("availability")] = optional("Whether users can have one.")
    how: Annotated[str | None, Noun("place")] = optional("Where they find it.")


class WeightsPublished(Answer):
    """Whether anybody can read the weights that are in use."""

    url: Address | None = optional("Where they are published.")
    synced: Annotated[PartialDate | None, Noun("date of the last update")] = optional(
        "When they were last brought up to date."
    )
    by: Annotated[str | None, PointsTo("reference", words=True), Noun("maintainer")] = optional(
        "Who or what brings them up to date."
    )
