"""The whole report: six sections in the paper's order, profiles, references, figures."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, field_validator, model_validator
from pydantic_core import PydanticKnownError

from reward_reports.report.model.about import Impact
from reward_reports.report.model.base import Base, Many, OnDemand, Section
from reward_reports.report.model.code import Binding
from reward_reports.report.model.declaring import added, optional, section
from reward_reports.report.model.evaluation import EvaluationSection
from reward_reports.report.model.implementation import Implementation
from reward_reports.report.model.institutional_interface import InstitutionalInterface
from reward_reports.report.model.optimization_intent import OptimizationIntent
from reward_reports.report.model.recommender import Recommender
from reward_reports.report.model.references import Figure, Reference
from reward_reports.report.model.report_info import ReportInfo
from reward_reports.report.model.rlhf import RLHF
from reward_reports.report.model.system_details import SystemDetails
from reward_reports.report.model.system_maintenance import SystemMaintenance
from reward_reports.report.model.values import Choices

Profile = Annotated[
    Literal["rlhf", "recommender", "control", "game"],
    Choices(
        rlhf="Trained on human or AI feedback; needs the section `rlhf`.",
        recommender="Chooses what people see.",
        control="Steers machines, traffic, energy.",
        game="Plays a game.",
    ),
]
SchemaVersion = Annotated[
    Literal["1.0", "1.1"],
    Choices(
        **{
            "1.0": "The first version; `reward-reports upgrade` rewrites such a file.",
            "1.1": "Says by which route each answer is known, and speaks of recommenders and of training since 2025.",
        }
    ),
]
EXTENSION = "x-"
"""Keys that begin so are free for an organisation's own data, at the top level of the file."""


class Report(Base):
    """A Reward Report: what a deployed system optimises for, who decided that, and how it changed."""

    schema_version: Annotated[SchemaVersion, Impact("editorial")] = Field(
        description='The version of this format, quoted: "1.1".'
    )
    profiles: Annotated[Many[Profile], Impact("accountability")] = optional(
        "The kinds of system this report is about; some ask for more.", ()
    )
    report: Annotated[ReportInfo, Impact("accountability")] = Field(
        description="The document: id, title, version, authors."
    )
    system_details: Section[SystemDetails] = section(
        "Whose system it is, when it runs, and where to turn.", title="System Details"
    )
    optimization_intent: Section[OptimizationIntent] = section(
        "What the system is meant to achieve, how that is measured, and how it may go wrong.",
        title="Optimization Intent",
    )
    institutional_interface: Section[InstitutionalInterface] = section(
        "How the system sits among people and institutions.", title="Institutional Interface"
    )
    implementation: Section[Implementation] = section("How the intent became a running system.", title="Implementation")
    evaluation: Section[EvaluationSection] = section("What was tested, and how far it holds.", title="Evaluation")
    system_maintenance: Section[SystemMaintenance] = section("How the report stays true.", title="System Maintenance")
    rlhf: Annotated[RLHF | None, Impact("reward"), OnDemand(RLHF)] = Field(
        None,
        title="Training on Human Feedback",
        description="Needed when `profiles` names rlhf: the people, models and signals behind the reward.",
    )
    recommender: Annotated[Recommender | None, Impact("reward"), OnDemand(Recommender)] = added(
        "For the profile recommender: what ranks, with which weight and why, and what people can do about it.",
        title="Ranking",
    )
    references: Annotated[Many[Reference], Impact("editorial")] = Field(
        (), title="References", description="Sources, cited in text as [@id]."
    )
    bibliography: Annotated[str | None, Impact("editorial")] = optional(
        "A BibTeX file beside the report, in place of or beside `references`; what is cited of it is listed."
    )
    figures: Annotated[Many[Figure], Impact("editorial")] = Field(
        (), title="Figures", description="Pictures, each with a text for those who cannot see it."
    )
    bindings: Annotated[Many[Binding], Impact("editorial")] = added(
        "Values of this report that are kept in files of the system too, so that `lint` notices when they differ.",
        (),
        title="Bindings",
    )
    extensions: dict[str, JsonValue] = Field(
        default_factory=dict, exclude=True, description="The free keys (`x-…`) of the file."
    )

    @model_validator(mode="before")
    @classmethod
    def _collect_extensions(cls, data: Any) -> Any:
        """Gather the free keys, so that every other unknown key stays an error."""
        if not isinstance(data, dict):
            return data
        free = {key: value for key, value in data.items() if isinstance(key, str) and key.startswith(EXTENSION)}
        kept = {key: value for key, value in data.items() if key not in free}
        named = kept.get("extensions", {})
        return kept | {"extensions": named | free} if free and isinstance(named, dict) else kept

    @field_validator("extensions")
    @classmethod
    def _free_keys(cls, free: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """Refuse a file with the key `extensions`, and other keys than free ones."""
        if not all(key.startswith(EXTENSION) for key in free):
            raise PydanticKnownError("extra_forbidden")
        return free


SECTIONS = (
    "system_details",
    "optimization_intent",
    "institutional_interface",
    "implementation",
    "evaluation",
    "system_maintenance",
)
"""The six sections, in the paper's order."""
CURRENT_VERSION = "1.1"
"""The version of the format that new reports are written in; every earlier one is read."""
PROFILE_SECTIONS = ("rlhf", "recommender")
"""The sections that a profile adds, in the order of the file."""


def sections_of_profiles(report: Report) -> Iterator[tuple[str, RLHF | Recommender]]:
    """Give the sections of profiles that a report has, with their names."""
    for name in PROFILE_SECTIONS:
        section = getattr(report, name)
        if section is not None:
            yield name, section


def promised(report: Report, section: str) -> bool:
    """Whether a profile is named that has a section of its own; format 1.0 had none for recommenders."""
    return section in report.profiles and (section == "rlhf" or report.schema_version != "1.0")
