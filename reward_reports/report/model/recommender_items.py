"""The entries of the recommender profile: surfaces, signals, adjustments, options of users."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reward_reports.report.model.about import About, Impact, Label, Noun, PointsTo
from reward_reports.report.model.base import Answer, Item, Many, Register, entries
from reward_reports.report.model.values import Address, Choices, Flag, Id, Number, PartialDate, Share

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
    audience: str | None = Field(None, description="Who sees it.")
    ranks: Annotated[str | None, Noun("content")] = Field(
        None, description="What is ranked, and from which candidates."
    )


class Surfaces(Register):
    """Where people meet recommendations."""

    items: Many[Surface] = entries()


class RankingSignal(Item):
    """An act of users that ranks, as a main parameter."""

    about: ClassVar = About(table=True)

    act: str = Field(description="The act: a like, a reply, a view of ten seconds, a block.")
    sign: SignalSign | None = Field(None, description="Whether it counts for or against.")
    weight: Number | None = Field(None, description="Its weight.")
    source: SignalSource | None = Field(None, description="Whether people say it, or it is read off behaviour.")
    since: Annotated[PartialDate | None, Noun("start")] = Field(None, description="Since when it has this weight.")
    reason: Annotated[str | None, Impact("accountability")] = Field(
        None, description="Why it counts, and why this much."
    )
    monitored_by: Annotated[
        Many[Id],
        PointsTo("metric", mention="Watches the ranking signal"),
        Label("Watched by"),
        Noun("metrics that watch it"),
        Impact("oversight"),
    ] = Field((), description="Ids of the metrics that would show its side effects.")


class RankingSignals(Register):
    """The main parameters of the ranking."""

    items: Many[RankingSignal] = entries()


class Adjustment(Item):
    """A rule that goes over the ranking."""

    about: ClassVar = About(badges=("kind",), body="why")

    name: str | None = Field(None, description="What it is called.")
    kind: AdjustmentKind | None = Field(None, description="The type of adjustment.")
    value: str | None = Field(None, description="By how much, or up to what.")
    applies_to: Annotated[str | None, Noun("target")] = Field(
        None, description="Whom or what it favours or holds down."
    )
    why: Annotated[str | None, Noun("reason")] = Field(None, description="Why.")
    since: Annotated[PartialDate | None, Noun("start")] = Field(None, description="Since when.")


class Adjustments(Register):
    """Rules that go over the ranking."""

    items: Many[Adjustment] = entries()


class UserOption(Item):
    """Something that users can set."""

    about: ClassVar = About(table=True)

    what: Annotated[str, Noun("choice")] = Field(description="What they can choose.")
    how: Annotated[str | None, Noun("place")] = Field(None, description="Where they find it.")
    effect: str | None = Field(None, description="What it changes, and for how long.")
    default: str | None = Field(None, description="What holds if they choose nothing.")


class UserOptions(Register):
    """What users can set."""

    items: Many[UserOption] = entries()


class Exploration(Answer):
    """How items are shown that the ranking would not show."""

    share: Share | None = Field(None, description="The share of places that are given to it, between 0 and 1.")


class Holdouts(Answer):
    """People who are kept out of the ranking, to see what it does."""

    share: Share | None = Field(None, description="Their share, between 0 and 1.")


class NonProfilingOption(Answer):
    """A ranking that does not rest on a profile of the user."""

    offered: Annotated[Flag | None, Noun("availability")] = Field(None, description="Whether users can have one.")
    how: Annotated[str | None, Noun("place")] = Field(None, description="Where they find it.")


class WeightsPublished(Answer):
    """Whether anybody can read the weights that are in use."""

    url: Address | None = Field(None, description="Where they are published.")
    synced: Annotated[PartialDate | None, Noun("date of the last update")] = Field(
        None, description="When they were last brought up to date."
    )
    by: Annotated[str | None, PointsTo("reference", words=True), Noun("maintainer")] = Field(
        None, description="Who or what brings them up to date."
    )
