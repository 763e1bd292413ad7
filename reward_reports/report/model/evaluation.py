"""Section 5, evaluation: where it was tested, what came out, and how far that holds."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue

from reward_reports.report.model.about import About, Impact, Label, LooserIfMissing, LoosestFirst, Noun, PointsTo
from reward_reports.report.model.base import Answer, Base, Item, Many, Register, Section
from reward_reports.report.model.declaring import added, entries, field, optional
from reward_reports.report.model.optimization_intent import Threshold
from reward_reports.report.model.values import Choices, Count, Flag, Id, Number, PartialDate, Plain, Share, SourceId

EvaluationKind = Annotated[
    Literal["offline", "simulation", "human", "ab_test", "online", "counterfactual"],
    Choices(
        offline="On stored data.",
        simulation="In a simulator.",
        human="People judged it.",
        ab_test="Compared with another version on live traffic.",
        online="Measured in the running system.",
        counterfactual="With another specification of reward, states or actions.",
    ),
]
StandardStatus = Annotated[
    Literal["met", "not_met", "partly_met", "not_assessed"],
    Choices(
        met="It is met, and the evidence is named.",
        not_met="It is not met.",
        partly_met="It is met for a part of the cases.",
        not_assessed="Nobody has checked yet.",
    ),
]


class Evaluation(Item):
    """One result of one test."""

    about: ClassVar = About(table=True)

    kind: EvaluationKind | None = optional("The kind of test.")
    what: Annotated[str | None, Noun("subject")] = optional("What was tested, in words.")
    metric: Annotated[Id | None, PointsTo("metric", mention="Tested in")] = optional("The id of the metric.")
    value: Number | None = optional("The result, in the given unit.")
    unit: Plain | None = optional("The unit of the result.")
    interval: Annotated[str | None, Label("Uncertainty")] = optional("Its uncertainty: ±3, 95% CI 0.61–0.67.")
    low: Number | None = added("The lower end of the interval of uncertainty.")
    high: Number | None = added("The upper end of the interval of uncertainty.")
    level: Share | None = added("How sure the interval is, between 0 and 1: 0.95.")
    method: str | None = added("How the interval was worked out: bootstrap, Wilson, standard error.")
    n: Annotated[Count | None, Label("Cases"), Noun("number of cases")] = optional("How many cases.")
    slice: Annotated[str | None, Label("For")] = optional("Which part of the cases, if not all.")
    baseline: str | None = optional("What it is compared with, and the value there.")
    date: PartialDate | None = optional("When the test was made.")
    sources: Annotated[Many[SourceId], PointsTo("reference")] = optional("Ids of the references.", ())
    run_by: Annotated[str | None, Noun("evaluator")] = added("Who ran the measurement.")
    published_by: Annotated[str | None, Noun("publisher")] = added("Who published the result.")
    harness: str | None = added("The program that ran it, with its version.")
    judge: str | None = added("The model or the people who graded.")
    settings: dict[str, JsonValue] = added("Settings of the measurement by name.", default_factory=dict)


class Evaluations(Register):
    """Results."""

    items: Many[Evaluation] = entries()


class Standard(Item):
    """Something the system is required to reach."""

    about: ClassVar = About(defined_by=("requirement", "metric"), badges=("status",), body="requirement")

    requirement: str = Field(description="What is required.")
    source: Annotated[str | None, PointsTo("reference", words=True)] = optional(
        "Who requires it: a law, a contract, the owner."
    )
    metric: Annotated[Id | None, PointsTo("metric", mention="Held to the standard")] = optional(
        "The id of the metric it is judged by."
    )
    threshold: Annotated[Threshold | None, LooserIfMissing()] = optional("The value to reach.")
    launch_gate: Annotated[Flag | None, Label("Holds back a release until met"), LoosestFirst(False, True)] = optional(
        "Whether a release is held back until it is met."
    )
    status: StandardStatus | None = optional("Whether it is met.")
    evidence: str | None = optional("What shows it: an evaluation, an observation, a document.")


class Standards(Register):
    """What must be reached."""

    items: Many[Standard] = entries()


class EvaluationSection(Base):
    """What was tested before and after release, and how far it holds."""

    evaluation_environment: Annotated[Section[Answer], Impact("oversight")] = field(
        "Evaluation Environment",
        "Describe where the system is trained and tested before release: simulators with their ranges, datasets with their documentation.",
        questions=(
            "Which simulator or data?",
            "With which parameters and ranges?",
            "What does it leave out of the real world?",
        ),
        writer="the engineers",
        reader="researchers who would repeat it",
    )
    offline_evaluations: Annotated[Section[Evaluations], Impact("oversight")] = field(
        "Offline Evaluations",
        "Give the results with their uncertainty, the number of cases and what they are compared with, as numbers and not only as a picture.",
        questions=(
            "What came out, with which uncertainty?",
            "For whom is it worse?",
            "What happens under another reward, state or action design?",
        ),
        writer="the engineers",
        reader="auditors, practitioners",
    )
    evaluation_validity: Annotated[Section[Answer], Impact("oversight")] = field(
        "Evaluation Validity",
        "Say how far these results speak for the deployed system, what is known from its running, and what came as a surprise.",
        questions=(
            "Why should the tests predict the deployed system?",
            "What is known from the running system?",
            "What was not expected?",
        ),
        writer="the designers",
        reader="auditors, affected people",
    )
    performance_standards: Annotated[Section[Standards], Impact("oversight")] = field(
        "Performance Standards",
        "List what the system must reach, who requires it, and the evidence that it does.",
        builder="Performance standards",
        questions=("What must it reach, and who says so?", "Who checks, and how?", "Is it met?"),
        writer="the owner, with whoever sets the standards",
        reader="regulators and auditors",
    )
