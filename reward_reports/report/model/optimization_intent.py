"""Section 2, optimisation intent: the goal, the metrics in and outside the reward, the known failures."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

from reward_reports.report.model.about import About, Impact, Label, LooserIfMissing, LoosestFirst, Noun, PointsTo
from reward_reports.report.model.base import Answer, Base, Item, Many, Register, Section
from reward_reports.report.model.declaring import added, entries, field, optional
from reward_reports.report.model.values import Choices, Count, Duration, Id, Number, PartialDate, Plain, Share, SourceId

Operator = Annotated[
    Literal["<", "<=", ">", ">=", "==", "!="],
    Choices(
        **{
            "<": "below the value",
            "<=": "at or below the value",
            ">": "above the value",
            ">=": "at or above the value",
            "==": "equal to the value",
            "!=": "other than the value",
        }
    ),
]
MetricRole = Annotated[
    Literal["reward", "tuning", "oversight", "safety"],
    Choices(
        reward="A term of the reward is made from it.",
        tuning="The designers tune the system by it; it is not in the reward.",
        oversight="It is watched and kept out of the reward on purpose.",
        safety="It is watched because a bad value means harm.",
    ),
]
MetricDirection = Annotated[
    Literal["maximize", "minimize", "target", "monitor"],
    Choices(
        maximize="Higher is meant to be better.",
        minimize="Lower is meant to be better.",
        target="It is meant to stay near a value.",
        monitor="It is watched; no direction is better in itself.",
    ),
]
ThresholdSeverity = Annotated[
    Literal["info", "warning", "critical"],
    Choices(
        info="Worth knowing.",
        warning="Somebody should look.",
        critical="Somebody must act.",
    ),
    LoosestFirst("info", "warning", "critical"),
]
Setting = Annotated[
    Literal["offline", "simulation", "online", "pilot", "survey"],
    Choices(
        offline="On stored data.",
        simulation="In a simulator.",
        online="In the running system.",
        pilot="In a trial with real people or places.",
        survey="By asking people.",
    ),
]
HorizonKind = Annotated[
    Literal["one_step", "episodic", "finite", "discounted", "average", "infinite"],
    Choices(
        one_step="Each decision stands alone.",
        episodic="Decisions count until the episode ends.",
        finite="Decisions count for a fixed number of steps.",
        discounted="Later steps count less by a discount factor.",
        average="The long-run average counts.",
        infinite="All later steps count alike.",
    ),
]
FailureKind = Annotated[
    Literal[
        "reward_hacking",
        "misalignment",
        "distribution_shift",
        "feedback_loop",
        "unfairness",
        "safety",
        "misuse",
        "measurement",
        "other",
    ],
    Choices(
        reward_hacking="The reward rises while what was meant does not.",
        misalignment="The reward never was what was meant.",
        distribution_shift="The world, or the simulator, is not what it was trained on.",
        feedback_loop="The system's own effects come back as its inputs.",
        unfairness="Some groups fare worse.",
        safety="People or things may come to harm.",
        misuse="People turn it to ends it was not made for.",
        measurement="What is measured is not what is believed to be.",
        other="None of these.",
    ),
]
FailureStatus = Annotated[
    Literal["hypothesised", "observed", "mitigated", "accepted", "resolved"],
    Choices(
        hypothesised="It could happen; nobody has seen it.",
        observed="It has been seen and is not dealt with.",
        mitigated="Something was done that makes it rarer or milder.",
        accepted="It is known and left as it is, for a stated reason.",
        resolved="It can no longer happen, and that was checked.",
    ),
]


class Horizon(Base):
    """How far ahead a decision counts."""

    kind: HorizonKind | None = optional("How later consequences enter into a decision.")
    steps: Count | None = optional("The number of steps looked ahead.")
    discount: Number | None = Field(None, ge=0, le=1, description="The discount factor per step, between 0 and 1.")
    wall_clock: Duration | None = optional("How long that is in real time, as an ISO 8601 duration.")
    extent: Annotated[str | None, Label("Reach")] = optional(
        "How far it reaches in space or scope, in words: 800 m of motorway."
    )


class Goal(Answer):
    """What the system is for, how far it looks ahead, and why it learns at all."""

    horizon: Horizon | None = optional("How far ahead a decision counts; what lies beyond it is not optimised.")
    alternatives: Annotated[Many[str], Impact("editorial")] = optional(
        "What could be used in its place: a fixed rule, a static model, a person.", ()
    )


class Threshold(Base):
    """A value past which a metric calls for attention."""

    about: ClassVar = About(identified_by=(("op", "severity"), ("op",), ("severity",)), defined_by=("op",))

    op: Annotated[Operator, Noun("comparison")] = Field(description="How the metric is compared with the value.")
    value: Number = Field(description="The value, in the metric's unit.")
    severity: ThresholdSeverity = Field("warning", description="How much it matters.")


class Observation(Base):
    """A measured value of a metric."""

    about: ClassVar = About(
        identified_by=(("date", "slice", "setting", "system_version"), ("date", "slice"), ("date",))
    )

    date: PartialDate | None = optional("When it was measured.")
    system_version: Annotated[Plain | None, Label("Version")] = optional(
        "The version of the system it was measured on."
    )
    value: Number = Field(description="The measured value, in the metric's unit.")
    low: Number | None = optional("The lower end of the interval of uncertainty.")
    high: Number | None = optional("The upper end of the interval of uncertainty.")
    n: Annotated[Count | None, Label("Cases"), Noun("number of cases")] = optional("How many cases the value rests on.")
    slice: Annotated[str | None, Label("For")] = optional("Which part of the cases, if not all.")
    setting: Setting | None = optional("Where it was measured.")
    source: Annotated[SourceId | None, PointsTo("reference")] = optional("The id of the reference it comes from.")
    level: Share | None = added("How sure the interval is, between 0 and 1: 0.95.")
    method: str | None = added("How the interval was worked out: bootstrap, Wilson, standard error.")
    run_by: Annotated[str | None, Noun("evaluator")] = added("Who ran the measurement.")
    published_by: Annotated[str | None, Noun("publisher")] = added("Who published the result.")
    harness: str | None = added("The program that ran it, with its version.")
    judge: str | None = added("The model or the people who graded.")
    settings: dict[str, JsonValue] = added("Settings of the measurement by name.", default_factory=dict)


class ObservationsFrom(Base):
    """A log beside the report that holds the metric's values."""

    path: Annotated[str, Label("File")] = Field(description="The log's path, from the report's folder.")
    tag: Plain | None = optional("The name of the metric in the log.")
    format: Plain | None = optional("The log's format, where its name does not tell: csv, jsonl, tensorboard.")


class Baseline(Base):
    """What a metric is compared with. A bare string is `{of: …}`."""

    value: Number | None = optional("The value there, in the metric's unit.")
    of: Annotated[str | None, Noun("subject")] = optional(
        "What it is the value of: the earlier version, a fixed rule, people."
    )
    slice: Annotated[str | None, Label("For")] = optional("Which part of the cases, if not all.")
    source: Annotated[SourceId | None, PointsTo("reference")] = optional("The id of the reference it comes from.")

    @model_validator(mode="before")
    @classmethod
    def _text_shorthand(cls, data: Any) -> Any:
        return {"of": data} if isinstance(data, str) else data


class Metric(Item):
    """Something that is measured because it matters."""

    about: ClassVar = About(defined_by=("definition", "unit", "direction"), badges=("role",), body="definition")

    name: str = Field(description="What the metric is called.")
    role: MetricRole | None = optional("Whether it is in the reward, tunes the system, or is watched from outside.")
    definition: str | None = optional("How it is computed, so that somebody else could.")
    unit: Plain | None = optional("Its unit: share, s, km/h, count, points.")
    direction: MetricDirection | None = optional("Which way is better.")
    rationale: Annotated[str | None, Label("Why")] = optional("Why this metric was chosen.")
    provenance: Annotated[str | None, Label("Where it comes from")] = optional(
        "Where it comes from: a law, a field's custom, a paper, the designers."
    )
    exclusion_rationale: Annotated[str | None, Label("Why it is kept out of the reward")] = optional(
        "Why it is kept out of the reward; needed for oversight and safety metrics."
    )
    slices: Annotated[Many[str], Label("Broken down by")] = optional(
        "The groups or conditions it is broken down by.", ()
    )
    baseline: Baseline | None = optional("What it is compared with, and the value there.")
    thresholds: Annotated[Many[Threshold], Label("Calls for attention"), Impact("oversight"), LooserIfMissing()] = (
        Field((), description="Values past which it calls for attention.")
    )
    observations: Annotated[Many[Observation], Impact("oversight")] = optional("Measured values, oldest first.", ())
    observations_from: Annotated[
        ObservationsFrom | None, Label("Values are kept in"), Noun("log of values"), Impact("oversight")
    ] = optional("A log beside the report that holds the values.")


class Metrics(Register):
    """Metrics and their values."""

    items: Many[Metric] = entries()


class FailureMode(Item):
    """A way in which the system fails people while it works as built."""

    about: ClassVar = About(kind="failure", badges=("status", "kind"), body="description")

    name: str = Field(description="The failure in a few words.")
    description: str | None = optional("What happens, in Markdown.")
    kind: FailureKind | None = optional("The kind of failure.")
    status: FailureStatus | None = optional("Whether it was seen, and what was done.")
    first_observed: Annotated[str | None, Noun("first observation")] = optional(
        'The report version in which it was first recorded, quoted ("0.3").'
    )
    detected_by: Annotated[
        Many[Id], PointsTo("metric", mention="Would show the failure"), Label("Shown by"), Noun("metrics that show it")
    ] = optional("Ids of the metrics that would show it.", ())
    mitigation: str | None = optional("What is done about it, or why nothing is.")
    affected: Annotated[Many[Id], PointsTo("stakeholder", mention="Harmed by the failure"), Noun("people affected")] = (
        Field((), description="Ids of the stakeholders it harms.")
    )


class FailureModes(Register):
    """Known and feared failures."""

    items: Many[FailureMode] = entries()


class OptimizationIntent(Base):
    """What the system is meant to achieve, how that is measured, and how it may go wrong."""

    goal_of_reinforcement: Annotated[Section[Goal], Impact("reward")] = field(
        "Goal of Reinforcement",
        "Say what the system is for, how far ahead it looks, and why it learns from feedback where a fixed rule or a person could decide.",
        questions=(
            "What is the system meant to achieve, and for whom?",
            "How far ahead does a decision count, in steps, time and space?",
            "What would be lost with a fixed rule, a static model or a person in its place?",
        ),
        writer="the designers, with whoever commissioned the system",
        reader="everybody: it is the promise all else is held against",
        minimal=True,
    )
    performance_metrics: Annotated[Section[Metrics], Impact("reward")] = field(
        "Defined Performance Metrics",
        "List every metric the reward is made of (role `reward`) and every metric the designers tune by (role `tuning`); say why each was chosen and where it comes from.",
        questions=(
            "Which measured quantities make up the reward?",
            "Which others guide tuning?",
            "Who chose them, and on what grounds?",
        ),
        writer="the designers",
        reader="auditors, and practitioners who compare systems",
        minimal=True,
    )
    oversight_metrics: Annotated[Section[Metrics], Impact("oversight")] = field(
        "Oversight Metrics",
        "List what is watched without being optimised, such as effects on particular groups, and say why each is kept out of the reward.",
        questions=(
            "What is watched besides the reward?",
            "Why is it not in the reward?",
            "Who looks at it, and how often?",
        ),
        writer="the designers with those who oversee the system",
        reader="auditors and affected groups",
        minimal=True,
    )
    known_failure_modes: Annotated[Section[FailureModes], Impact("oversight")] = field(
        "Known Failure Modes",
        "List the ways in which this system, or systems like it, have raised their reward and failed people, with what is done about each.",
        questions=(
            "Where has a system like this gamed its reward or missed its purpose?",
            "Which metric would show it here?",
            "What is done about it, and who is harmed meanwhile?",
        ),
        writer="the designers, and anybody who has seen a failure",
        reader="affected people, auditors, the next designer",
        minimal=True,
    )

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """All metrics: those that make up the reward or tune it, then those that are watched."""
        return (*self.performance_metrics.items, *self.oversight_metrics.items)
