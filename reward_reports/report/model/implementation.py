"""Section 4, implementation: the reward, the world it acts in, how both are measured, what learns from what."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue

from reward_reports.report.model.about import About, Impact, Label, Noun, PointsTo
from reward_reports.report.model.base import Answer, Base, Item, Many, Register, Section, WatchedBy
from reward_reports.report.model.code import Code
from reward_reports.report.model.declaring import added, entries, field, optional
from reward_reports.report.model.values import Address, Choices, Duration, Flag, Formula, Id, License, Number

Combination = Annotated[
    Literal[
        "single",
        "sum",
        "weighted_sum",
        "weighted_shares",
        "product",
        "lexicographic",
        "normalised_sum",
        "constrained",
        "gated",
        "by_task",
        "switching",
        "other",
    ],
    Choices(
        single="There is one term.",
        sum="The terms are added as they are.",
        weighted_sum="The terms are added by their weights.",
        weighted_shares="The terms are added by weights that sum to one.",
        product="The terms are multiplied.",
        lexicographic="A term counts only where those before it tie.",
        normalised_sum="The terms are normalised, then added.",
        constrained="One term is optimised while others stay within limits.",
        gated="Some terms decide whether the others count at all.",
        by_task="Each task has terms of its own.",
        switching="Which term counts depends on the case.",
        other="In another way; the text says how.",
    ),
]
LoopKind = Annotated[
    Literal["control", "behavioral", "exogenous"],
    Choices(
        control="An action depends on the state that was observed.",
        behavioral="The policy is updated from data that its earlier versions produced.",
        exogenous="Actions shift the world beyond the model, and come back as changed inputs.",
    ),
]
ComponentRole = Annotated[
    Literal[
        "policy",
        "base_model",
        "reward_model",
        "value",
        "reference",
        "classifier",
        "simulator",
        "judge",
        "dynamics",
        "other",
    ],
    Choices(
        policy="Chooses the actions.",
        base_model="The model the policy starts from.",
        reward_model="Predicts the reward.",
        value="Predicts the return.",
        reference="Is kept as the point the policy may not stray far from.",
        classifier="Sorts or filters.",
        simulator="Stands in for the world.",
        judge="Grades outputs.",
        dynamics="Predicts what happens next.",
        other="Another part.",
    ),
]


TermEffect = Annotated[
    Literal["adds", "multiplies", "filters"],
    Choices(
        adds="It is added to the reward.",
        multiplies="The reward is multiplied by it.",
        filters="Where it fails, the sample is dropped or earns nothing.",
    ),
]


class RewardTerm(Item):
    """One term of the reward."""

    about: ClassVar = About(kind="term", defined_by=("metric", "expression"))

    name: str | None = optional("What the term is called.")
    metric: Annotated[Id | None, PointsTo("metric", mention="Part of the reward, as")] = optional(
        "The id of the performance metric it is made from."
    )
    expression: Formula | None = optional("The term as a formula, in LaTeX.")
    weight: Number | None = optional("Its weight.")
    rationale: Annotated[str | None, Label("Why")] = optional("Why it is there, and why with this weight.")
    made_from: Annotated[
        Many[Id], PointsTo("preferences", "dataset", "signal", "rewardmodel", "measurement"), Noun("input")
    ] = added(
        "Ids of the datasets, preference data, user signals, reward models or measurements that it is made from.", ()
    )
    when: Annotated[str | None, Noun("condition")] = added("The case in which it counts, if not always.")
    effect: TermEffect | None = added("What it does to the reward.")
    part_of: Annotated[Id | None, PointsTo("term"), Noun("parent term")] = added(
        "The id of the term that it is a part of."
    )
    combination: Annotated[Combination | None, Label("How the terms are combined")] = added(
        "How its parts become one number, where other terms are `part_of` it."
    )
    code: Code | None = added("Where its code lies, so that a change of it is noticed.")


class RewardDetails(Register):
    """The reward, term by term."""

    about: ClassVar = About(defined_by=("formula", "combination"))

    items: Many[RewardTerm] = entries()
    formula: Formula | None = optional("The whole reward as a formula, in LaTeX.")
    combination: Annotated[Combination | None, Label("How the terms are combined")] = optional(
        "How the terms become one number."
    )


class FeedbackLoop(Item):
    """A way in which the system's acts come back to it."""

    about: ClassVar = About(kind="loop", badges=("kind",), body="path")

    name: str | None = added("What the loop is called.")
    kind: LoopKind | None = optional("Control, behavioural or exogenous feedback.")
    path: str = Field(description="The loop in words: what leads to what, and back.")
    in_scope: Annotated[Flag | None, Label("Taken into account in the design"), Noun("place in the design")] = optional(
        "Whether the optimisation takes it into account."
    )
    monitored_by: Annotated[WatchedBy, PointsTo("metric", mention="Watches the feedback loop")] = optional(
        "Ids of the metrics that would show it.", ()
    )
    affected: Annotated[
        Many[Id], PointsTo("stakeholder", mention="Touched by the feedback loop"), Noun("people affected")
    ] = optional("Ids of the stakeholders it touches.", ())


class EnvironmentDetails(Register):
    """States, actions, and the loops between the system and the world."""

    items: Many[FeedbackLoop] = entries()
    states: Annotated[str | None, Noun("description of the states")] = optional("What the world is taken to be.")
    observations: Annotated[str | None, Impact("oversight")] = optional("What of it the system sees.")
    actions: str | None = optional("What the system can do.")
    agents: str | None = optional("How many agents act, and how they relate.")


class Measurement(Item):
    """How a metric is measured."""

    name: str | None = added("What the measurement is called.")
    measures: Annotated[Id | None, PointsTo("metric", mention="Measured as"), Noun("metric")] = optional(
        "The id of the metric."
    )
    method: str | None = optional("The instrument or procedure.")
    valid_when: Annotated[str | None, Label("Holds when"), Noun("condition of validity")] = optional(
        "The conditions under which the value can be trusted."
    )
    biases: Many[str] = optional("What may push the value away from the truth.", ())


class Measurements(Register):
    """How the reward and the observations are measured."""

    items: Many[Measurement] = entries()


class Component(Item):
    """A learned or programmed part of the system."""

    about: ClassVar = About(badges=("role",))

    name: str | None = optional("What the part is called.")
    role: ComponentRole | None = optional("What it does in the system.")
    architecture: str | None = optional("Its form: a network of which kind, a table, an optimiser.")
    parameters: str | None = optional("Its size, with the unit: 6B parameters.")
    derived_from: Annotated[str | None, Noun("origin")] = optional("What it was initialised or distilled from.")
    license: License | None = optional("Its licence.")
    weights: Address | None = optional("Whether and where its weights can be had.")
    code: Address | None = optional("Where its code can be read.")


class AlgorithmicDetails(Register):
    """What learns, and by which algorithm."""

    items: Many[Component] = entries()
    algorithm: str | None = optional("The class of learning algorithm and its name.")
    hyperparameters: dict[str, JsonValue] = Field(default_factory=dict, description="Settings by name.")


class Dataset(Item):
    """Data the system is trained or retrained on."""

    name: str | None = optional("What the data is called.")
    kind: str | None = optional("What it holds: ratings, clicks, demonstrations, comparisons, logs.")
    size: str | None = optional("How much there is, with the unit.")
    license: License | None = optional("Its licence.")
    collected: Annotated[str | None, Label("How it was collected"), Noun("collection")] = optional(
        "When, where and from whom."
    )
    retention: Annotated[str | None, Impact("accountability")] = optional("How long it is kept.")
    datasheet: Address | None = optional("Where its own documentation is.")
    generated_by: Annotated[str | None, Noun("author")] = added(
        "The component or the model that wrote it, if people did not."
    )
    filtered_by: Annotated[str | None, Noun("filter")] = added("What decides which of it is kept.")


class Retraining(Base):
    """When and why the system is trained again."""

    every: Annotated[Duration | None, Label("How often"), Noun("interval")] = optional(
        "How often, as an ISO 8601 duration."
    )
    on_event: Annotated[str | None, Label("Set off by"), Noun("event")] = optional(
        "What sets it off, if not the calendar."
    )
    rationale: Annotated[str | None, Label("Why")] = optional("Why this often.")
    gate: str | None = added("What a new version must pass before it is used.")
    rollback: str | None = added("How an earlier version is put back, and who decides.")


class DataFlow(Register):
    """How data comes in, is kept, and changes the system."""

    items: Many[Dataset] = entries()
    retraining: Retraining | None = optional("When and why the system is trained again.")


class Trick(Item):
    """A detail of the implementation that matters more than it looks."""

    about: ClassVar = About(noun="engineering trick", body="what")

    what: Annotated[str, Noun("detail")] = Field(description="The detail.")
    effect: str | None = optional("What it does to the behaviour, and how that is known.")


class EngineeringTricks(Register):
    """Details that matter more than they look."""

    items: Many[Trick] = entries()


class Implementation(Base):
    """How the intent became a running system."""

    reward_details: Annotated[Section[RewardDetails], Impact("reward")] = field(
        "Reward Details",
        "Write the reward out: every term, its weight, how the terms are combined, and how weights were decided.",
        questions=(
            "What exactly is rewarded?",
            "Who set the weights, and how?",
            "What does the reward stand in for that cannot be measured?",
        ),
        writer="the designers",
        reader="auditors, and practitioners who want to learn from it",
        minimal=True,
    )
    environment_details: Annotated[Section[EnvironmentDetails], Impact("reward")] = field(
        "Environment Details",
        "Describe what the system sees and does, and every feedback loop: those inside the optimisation, and those left outside as drift. Write down at least one exogenous loop, or why there is none.",
        questions=(
            "What are states, observations and actions?",
            "Which effects come back to the system?",
            "Which are left out, and has reality differed from the model?",
        ),
        writer="the designers, with people who know the place where it runs",
        reader="auditors and domain experts",
    )
    measurement_details: Annotated[Section[Measurements], Impact("oversight")] = field(
        "Measurement Details",
        "For each metric say how it is measured, when the measurement holds, and what biases it.",
        questions=(
            "With what is it measured?",
            "Is it measured the same way everywhere and over time?",
            "When is it wrong?",
        ),
        writer="the engineers who run the measurement",
        reader="auditors, statisticians",
    )
    algorithmic_details: Annotated[Section[AlgorithmicDetails], Impact("reward")] = field(
        "Algorithmic Details",
        "Name the learning algorithm and each model in the system, what each starts from, and where code and weights can be had.",
        questions=(
            "What is the form of the policy?",
            "Which algorithm trains it?",
            "Which other models does it rely on?",
            "Is it documented, and is the code open?",
        ),
        writer="the engineers",
        reader="practitioners and auditors",
    )
    data_flow: Annotated[Section[DataFlow], Impact("reward")] = field(
        "Data Flow",
        "Follow the data: where it comes from, how it is filtered and kept, when it retrains the system, and why at that pace.",
        questions=(
            "What is collected, from whom?",
            "What is dropped or reweighted?",
            "How often is the system retrained, and why?",
            "Where may the sample mislead?",
        ),
        writer="the engineers",
        reader="auditors, privacy officers, affected people",
    )
    limitations: Annotated[Section[Answer], Impact("editorial")] = field(
        "Limitations",
        "Say which choices were forced by computing power, data or measurement, and how the system would change if that were lifted.",
        questions=(
            "What could not be modelled, computed or measured?",
            "What follows for the people affected?",
            "What would change with more data or computing power?",
        ),
        writer="the designers",
        reader="auditors, the next designer",
    )
    engineering_tricks: Annotated[Section[EngineeringTricks], Impact("editorial")] = field(
        "Engineering Tricks",
        "List details that shift behaviour more than one would think: normalisation, clipping, curricula, initialisation, defaults of a library.",
        questions=("Which small detail changes the result most?", "How do you know?"),
        writer="the engineers",
        reader="practitioners who rebuild it",
    )
