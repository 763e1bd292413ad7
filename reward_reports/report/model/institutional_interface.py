"""Section 3, institutional interface: whose role the system takes over, who is affected, who can contest."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reward_reports.report.model.about import About, Impact, Label, LooserIfLonger, LoosestFirst, Noun, PointsTo
from reward_reports.report.model.base import Answer, Base, Item, Many, Register, Section
from reward_reports.report.model.declaring import added, entries, field, optional
from reward_reports.report.model.values import Address, Choices, Duration, Flag, FormerNames, Id

ReportingRole = Annotated[
    Literal["not_stated", "excluded", "informed", "consulted", "reviewer", "may_trigger_audit", "veto"],
    Choices(
        not_stated="Nobody says whether they have a part in later reports.",
        excluded="Has no part, by a decision; the reason says why.",
        informed="Is told of changes.",
        consulted="Is asked before changes.",
        reviewer="Reviews each report.",
        may_trigger_audit="Can demand a review of the system.",
        veto="Can stop a change.",
    ),
    FormerNames({"none": "not_stated"}),
    LoosestFirst("excluded", "not_stated", "informed", "consulted", "reviewer", "may_trigger_audit", "veto"),
]


class DeploymentAgency(Answer):
    """What the system takes over, and from whom."""

    roles_subsumed: Annotated[Many[str], Label("What it takes over")] = optional(
        "The tasks, offices or earlier systems whose part it takes over.", ()
    )


class Stakeholder(Item):
    """Somebody whose interests the system touches."""

    about: ClassVar = About(table=True)

    name: str = Field(description="Who they are, as they would call themselves.")
    interest: str | None = optional("What they stand to gain or lose.")
    in_scope: Annotated[Flag | None, Label("Taken into account in the design"), Noun("place in the design")] = optional(
        "Whether the design takes their interest into account."
    )
    reporting_role: Annotated[ReportingRole, Label("Part in later reports"), Noun("part in later reports")] = Field(
        "not_stated", description="What part they have in later reports."
    )
    role_reason: Annotated[str | None, Label("Why this part")] = added(
        "Why they have this part; needed where they are excluded."
    )
    contact: Annotated[Address | None, Impact("accountability")] = optional("Who speaks for them.")


class Stakeholders(Register):
    """Whose interests are touched."""

    items: Many[Stakeholder] = entries()


class RecourseChannel(Item):
    """A way to contest what the system did."""

    about: ClassVar = About(kind="recourse", title=("name", "contest_what"))

    name: str | None = added("What the channel is called.")
    who: Annotated[str | None, Noun("people who may use it")] = optional("Who may use it.")
    open_to: Annotated[Many[Id], PointsTo("stakeholder", mention=""), Label("Open to"), Noun("permitted groups")] = (
        added("Ids of the stakeholders who alone may use it; left out where anybody may.", ())
    )
    how: Annotated[str | None, Noun("way to use it")] = optional("How to use it: an address, a form, an office.")
    contest_what: Annotated[str | None, Label("What can be contested"), Noun("scope")] = optional(
        "What can be contested by it."
    )
    respond_within: Annotated[
        Duration | None, Label("Answer due within"), Noun("time to respond"), LooserIfLonger("never")
    ] = optional("How soon an answer is due, as an ISO 8601 duration.")


class Recourse(Register):
    """How to contest a decision."""

    items: Many[RecourseChannel] = entries()


class InstitutionalInterface(Base):
    """How the system sits among people and institutions."""

    deployment_agency: Annotated[Section[DeploymentAgency], Impact("accountability")] = field(
        "Deployment Agency",
        "Name the agencies, jobs or earlier systems whose part this one takes over, and how their role changes once it runs.",
        builder="Legacy System(s)",
        questions=(
            "Who decided this before the system did?",
            "What do they do now?",
            "Which older system does it replace?",
        ),
        writer="the owner and the agency that deploys it",
        reader="affected people, and the staff whose work changes",
        minimal=True,
    )
    stakeholders: Annotated[Section[Stakeholders], Impact("accountability")] = field(
        "Stakeholders",
        "List whose interests the system touches, those outside its scope included, and what part each has in later reports.",
        questions=("Who gains, who loses?", "Whose interests were left out, and why?", "Who can demand a review?"),
        writer="the owner, with the groups themselves where possible",
        reader="the groups, and auditors who ask who was forgotten",
        minimal=True,
    )
    explainability_and_transparency: Annotated[Section[Answer], Impact("accountability")] = field(
        "Explainability & Transparency",
        "Say what the system explains, to whom and for what, and how far a decision can be traced through quantities that mean something to people.",
        questions=(
            "Does it explain its decisions, and to whom?",
            "What are the explanations for?",
            "Can a decision be followed step by step?",
        ),
        writer="the designers",
        reader="affected people and auditors",
    )
    recourse: Annotated[Section[Recourse], Impact("accountability")] = field(
        "Recourse",
        "Give each way in which somebody can contest what the system did: who may, how, about what, and how soon they are answered.",
        questions=(
            "Who can contest a decision?",
            "How, and with whom?",
            "How soon must they be answered?",
            "What happens when they are right?",
        ),
        writer="the owner",
        reader="affected people, first of all",
        minimal=True,
    )
