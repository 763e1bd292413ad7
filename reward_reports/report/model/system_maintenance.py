"""Section 6, system maintenance: when the report is reviewed, what sets that off, and what has changed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reward_reports.report.model.about import (
    About,
    Impact,
    Label,
    LooserIfLonger,
    LooserIfMissing,
    LoosestFirst,
    Noun,
    PointsTo,
)
from reward_reports.report.model.base import Answer, Base, Basis, Item, Many, Register, Section
from reward_reports.report.model.declaring import added, entries, field, optional
from reward_reports.report.model.optimization_intent import Operator, Setting
from reward_reports.report.model.values import Choices, Count, Duration, Id, Number, PartialDate, Plain, Share, SourceId

TriggerKind = Annotated[
    Literal["metric", "event", "stakeholder", "incident", "release", "regulatory"],
    Choices(
        metric="A metric crosses a value.",
        event="Something happens in the world.",
        stakeholder="A named group demands it.",
        incident="Harm was done or nearly done.",
        release="A new version is to be released.",
        regulatory="A rule changes.",
    ),
]
TriggerState = Annotated[
    Literal["armed", "fired", "retired"],
    Choices(
        armed="It is being watched.",
        fired="It went off.",
        retired="It is no longer watched; a changelog entry says why.",
    ),
    LoosestFirst("retired", ("armed", "fired")),
]
EntryKind = Annotated[
    Literal[
        "release",
        "retrain",
        "reward_change",
        "metric_change",
        "incident",
        "rollback",
        "observation",
        "review_no_change",
        "correction",
        "prompt_change",
        "specification_change",
        "data_change",
        "filter_change",
        "experiment",
    ],
    Choices(
        release="A new version of the system.",
        retrain="The same system, trained again.",
        reward_change="The reward, its weights or its horizon changed.",
        metric_change="A metric was added, removed or redefined.",
        incident="Something went wrong.",
        rollback="An earlier version was put back.",
        observation="Something was noticed; nothing changed.",
        review_no_change="The report was reviewed and stands.",
        correction="The report was wrong and was corrected.",
        prompt_change="The system prompt changed.",
        specification_change="A constitution, model spec or policy changed.",
        data_change="The data it learns from changed.",
        filter_change="A filter before or behind the model changed.",
        experiment="Versions were tried against each other.",
    ),
]
ExpectedDirection = Annotated[
    Literal["up", "down", "flat"],
    Choices(
        up="The metric is expected to rise.",
        down="The metric is expected to fall.",
        flat="The metric is expected to stay as it is.",
    ),
]
WhenStated = Annotated[
    Literal["before", "after", "reconstructed"],
    Choices(
        before="It was written down before the outcome was known.",
        after="The designers wrote it down when the outcome was known.",
        reconstructed="Others concluded it from what the designers published.",
    ),
]
OutcomeResult = Annotated[
    Literal["as_expected", "partly", "not_as_expected", "cannot_tell"],
    Choices(
        as_expected="It came as expected.",
        partly="It came in part.",
        not_as_expected="It did not come, or the reverse did.",
        cannot_tell="It cannot be judged; the evidence says why.",
    ),
]
RecommendationState = Annotated[
    Literal["open", "accepted", "done", "declined"],
    Choices(
        open="Nobody has answered.",
        accepted="It will be done.",
        done="It was done.",
        declined="It will not be done; the changelog says why.",
    ),
]


class Cadence(Answer):
    """How often the report is reviewed."""

    every: Annotated[Duration | None, Label("How often"), Noun("interval"), LooserIfLonger("never")] = optional(
        "The interval, as an ISO 8601 duration."
    )
    on_event: Annotated[str | None, Label("Set off by"), Noun("event")] = optional(
        "The event that sets off a review, if not the calendar."
    )
    tolerance: Annotated[Duration | None, Label("Counts as missed after"), LooserIfLonger("at once")] = optional(
        "How late a review may be before it counts as missed."
    )
    owner: Annotated[str | None, Label("Who decides"), Impact("accountability")] = optional("Who sees to it.")


class Condition(Base):
    """What a metric trigger waits for."""

    about: ClassVar = About(defined_by=("metric", "op", "slice"))

    metric: Annotated[Id | None, PointsTo("metric", mention="Sets off the trigger")] = optional("The id of the metric.")
    op: Annotated[Operator | None, Noun("comparison")] = optional("How the metric is compared with the value.")
    value: Number | None = optional("The value, in the metric's unit.")
    window: Annotated[Duration | None, LooserIfLonger("at once")] = optional("Over how long the metric is averaged.")
    sustained_for: Annotated[Duration | None, Noun("time it must hold"), LooserIfLonger("at once")] = optional(
        "For how long it must hold."
    )
    slice: Annotated[str | None, Label("For")] = optional("For which part of the cases.")


class Firing(Base):
    """One time a trigger went off."""

    about: ClassVar = About(identified_by=(("date",),))

    date: PartialDate = Field(description="When it went off.")
    evidence: str | None = optional("What showed it.")


class Trigger(Item):
    """Something that makes the owner look at the report again before its time."""

    about: ClassVar = About(defined_by=("description", "kind"), badges=("kind", "state"), body="description")

    kind: TriggerKind | None = optional("The kind of trigger.")
    description: str | None = optional("What must happen, in words.")
    open_to: Annotated[Many[Id], PointsTo("stakeholder", mention=""), Label("Open to"), Noun("permitted groups")] = (
        added("For a stakeholder trigger: ids of the stakeholders who alone may demand it.", ())
    )
    condition: Annotated[Condition | None, LooserIfMissing()] = optional(
        "For a metric trigger: which metric, compared how, with what."
    )
    owner: Annotated[str | None, Label("Who decides"), Impact("accountability")] = optional("Who decides what follows.")
    respond_within: Annotated[
        Duration | None, Label("Answer due within"), Noun("time to respond"), LooserIfLonger("never")
    ] = optional("How soon a changelog entry must answer, as an ISO 8601 duration.")
    state: TriggerState = Field("armed", description="Whether it is watched, went off, or was retired.")
    fired: Annotated[Many[Firing], Label("Went off"), Noun("time it went off")] = optional("When it went off.", ())


class Triggers(Register):
    """What sets off an unscheduled review."""

    items: Many[Trigger] = entries()


class Recommendation(Item):
    """Advice to somebody, with a date."""

    about: ClassVar = About(table=True)

    to: Annotated[str | None, Noun("recipient")] = optional("To whom it is made.")
    what: Annotated[str, Noun("text")] = Field(description="What they should do.")
    due: Annotated[PartialDate | None, Noun("due date")] = optional("By when.")
    state: RecommendationState | None = optional("What became of it.")


class Recommendations(Register):
    """What should be done, by whom."""

    items: Many[Recommendation] = entries()


class Expectation(Item):
    """What the designers expect a change to do, so that it can be judged later."""

    metric: Annotated[Id | None, PointsTo("metric", mention="Expected to move in")] = optional(
        "The id of the metric that should move."
    )
    direction: ExpectedDirection | None = optional("Which way.")
    magnitude: str | None = optional("By how much, in words.")
    check_by: Annotated[PartialDate | None, Label("To be checked by"), Noun("date of the check")] = optional(
        "When to look."
    )
    stated: Annotated[WhenStated | None, Noun("status as a prediction")] = added("Whether it was a prediction.")
    stated_on: Annotated[PartialDate | None, Noun("date of the first statement")] = added(
        "When it was written down first."
    )
    basis: Basis | None = added("How the authors know that this was expected.")
    sources: Annotated[Many[SourceId], PointsTo("reference")] = added("Ids of the references.", ())


class Outcome(Base):
    """What came of an expectation."""

    about: ClassVar = About(identified_by=(("expectation",),))

    expectation: Annotated[Id, PointsTo("expectation")] = Field(
        description="The id of the expectation, in this entry or an earlier one."
    )
    result: OutcomeResult = Field(description="Whether it came as expected.")
    evidence: str | None = optional("What shows it.")
    value: Number | None = added("The value that came out, in the metric's unit.")
    unit: Plain | None = added("The unit of the value, if not the metric's.")
    low: Number | None = added("The lower end of the interval of uncertainty.")
    high: Number | None = added("The upper end of the interval of uncertainty.")
    n: Annotated[Count | None, Label("Cases"), Noun("number of cases")] = added("How many cases the value rests on.")
    date: PartialDate | None = added("When it was measured.")
    setting: Setting | None = added("Where it was measured.")
    basis: Basis | None = added("How the authors know it.")
    sources: Annotated[Many[SourceId], PointsTo("reference")] = added("Ids of the references.", ())


class Arm(Base):
    """One of the versions that are tried against each other."""

    about: ClassVar = About(identified_by=(("name",),))

    name: str = Field(description="What it is called.")
    share: Share | None = optional("Its share of the traffic, between 0 and 1.")
    setting: str | None = optional("What is different in it.")


class ArmResult(Base):
    """What a metric showed in one arm."""

    about: ClassVar = About(noun="result", identified_by=(("metric", "arm"),))

    metric: Annotated[Id, PointsTo("metric", mention="")] = Field(description="The id of the metric.")
    arm: str | None = optional("The name of the arm.")
    value: Number | None = optional("The value, or the difference from the other arm.")
    unit: Plain | None = optional("The unit of the value, if not the metric's.")
    low: Number | None = optional("The lower end of the interval of uncertainty.")
    high: Number | None = optional("The upper end of the interval of uncertainty.")
    n: Annotated[Count | None, Label("Cases"), Noun("number of cases")] = optional("How many cases.")


class Experiment(Base):
    """Versions tried against each other, and what was decided."""

    arms: Many[Arm] = optional("The versions.", ())
    start: Annotated[PartialDate | None, Noun("start")] = Field(None, alias="from", description="When it began.")
    to: Annotated[PartialDate | None, Noun("end")] = optional("When it ended.")
    results: Many[ArmResult] = optional("What the metrics showed.", ())
    decided_by: Annotated[str | None, Noun("decision-maker")] = optional("Who decided.")
    decision: str | None = optional("What was decided, and on which grounds.")


class Entry(Item):
    """One change, or one look at the system without a change."""

    about: ClassVar = About(noun="changelog entry")

    version: Plain = Field(description='The report version it made, quoted ("1.1").')
    name: str | None = added("A heading for the entry.")
    date: PartialDate = Field(description="When.")
    kind: EntryKind | None = optional("The kind of change.")
    summary: str = Field(description="What changed, in Markdown.")
    motivation: str | None = optional("Why, in the light of earlier reports.")
    triggered_by: Annotated[Many[Id], PointsTo("trigger"), Noun("triggers")] = optional(
        "Ids of the triggers that caused it.", ()
    )
    fields_changed: Annotated[Many[str], Noun("list of changed fields")] = optional(
        "The fields that changed, as section.field.", ()
    )
    expectations: Many[Expectation] = optional("What the change is expected to do.", ())
    outcomes: Many[Outcome] = optional("What came of earlier expectations.", ())
    experiment: Experiment | None = added("The comparison of versions that decided it.")
    lessons: str | None = optional("What was learned.")


class Changelog(Register):
    """What changed, why, what was expected of it, and what came of it."""

    items: Many[Entry] = entries()


class SystemMaintenance(Base):
    """How the report stays true."""

    reporting_cadence: Annotated[Section[Cadence], Impact("oversight")] = field(
        "Reporting Cadence",
        "Say how often the report is reviewed, or upon which event, and why this often.",
        questions=("How often?", "Why this often: how fast can the system or the world drift?", "Who sees to it?"),
        writer="the owner",
        reader="auditors, and those who wait for the next report",
        minimal=True,
    )
    update_triggers: Annotated[Section[Triggers], Impact("oversight")] = field(
        "Update Triggers",
        "List what makes you look before the time is up: a metric past a value, an incident, a group that may demand it. Give each an owner and a time to respond.",
        questions=(
            "Which metric past which value?",
            "Which event?",
            "Who may demand a review?",
            "Who decides, and how soon?",
        ),
        writer="the owner, with the groups who may demand a review",
        reader="affected groups and auditors",
        minimal=True,
    )
    comments_on_performance: Annotated[Section[Answer], Impact("editorial")] = field(
        "Comments on Performance",
        "Say which metrics moved most since the last version, and what you make of it.",
        questions=("What moved?", "What does it mean?"),
        writer="those who watch the metrics",
        reader="the owner, auditors",
    )
    comments_on_user_feedback: Annotated[Section[Answer], Impact("editorial")] = field(
        "Comments on User Feedback",
        "Say what users and affected people told you, and what surprised you.",
        questions=("What did people say?", "What was new or worrying?"),
        writer="those who hear from users",
        reader="affected people, the owner",
    )
    recommendations: Annotated[Section[Recommendations], Impact("accountability")] = field(
        "Recommendations",
        "Say what should be changed, by whom and by when.",
        questions=("What should change?", "Who must act?", "By when?"),
        writer="reviewers and auditors",
        reader="the owner",
    )
    changelog: Annotated[Section[Changelog], Impact("accountability")] = field(
        "Changelog",
        "Record every change: when, what, why, what set it off, what you expect of it, and later what came of it. A review that changed nothing is an entry too.",
        questions=(
            "What changed, and which fields of this report?",
            "What caused it?",
            "Which metric do you expect to move, and when will you look?",
            "What came of earlier expectations?",
        ),
        writer="the owner",
        reader="everybody: it is the life of the document",
        minimal=True,
    )
