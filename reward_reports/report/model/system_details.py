"""Section 1, system details: whose system it is, when it runs, where to turn."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reward_reports.report.model.about import About, Impact, Label, Noun
from reward_reports.report.model.base import Answer, Base, Item, Many, Register, Section
from reward_reports.report.model.declaring import added, entries, field, optional
from reward_reports.report.model.values import Address, Choices, PartialDate, Plain

Lifecycle = Annotated[
    Literal["simulation", "pilot", "deployed", "suspended", "retired"],
    Choices(
        simulation="Only runs in simulation or in the laboratory.",
        pilot="Is in use on trial.",
        deployed="Is in use.",
        suspended="Was deployed and is switched off for now.",
        retired="Will not run again.",
    ),
]


class Owner(Answer):
    """Who decides what the system optimises, and who runs it."""

    name: Annotated[Plain | None, Label("Name"), Noun("name of the owner")] = added(
        "Who it is in a word or two, as pages say it in place of “the owner”: a company, an office, a person."
    )


class Dates(Answer):
    """When the reward and its optimisation are active."""

    active_from: Annotated[PartialDate | None, Noun("start")] = optional("When this reward began to be optimised.")
    active_to: Annotated[PartialDate | None, Noun("end")] = optional(
        "When it ended or is meant to end; leave it out while it runs."
    )
    lifecycle: Lifecycle | None = optional("Where the system stands in its life.")


ContactKind = Annotated[
    Literal["help", "complaints", "questions"],
    Choices(
        help="Helps people who are in danger or in need.",
        complaints="Takes complaints, and reports of harm.",
        questions="Answers questions.",
    ),
]


class Contact(Item):
    """A place to turn to with questions, complaints or reports."""

    about: ClassVar = About(badges=("kind",))

    name: str | None = optional("Who answers.")
    url: Address | None = optional("A web address of the contact.")
    email: Address | None = optional("An e-mail address of the contact.")
    purpose: Annotated[str | None, Noun("purpose")] = Field(None, alias="for", description="What to turn to it for.")
    kind: ContactKind | None = added(
        "What it is there for; those that help stand on the first screen, and first on the page for people affected."
    )


class Contacts(Register):
    """Where people can turn."""

    items: Many[Contact] = entries()


class Resource(Item):
    """A paper, a site, a repository about the system."""

    title: str | None = optional("What the resource is called.")
    url: Address | None = optional("Where it can be found.")
    kind: str | None = optional("What it is: paper, website, code, model card, dataset, blog post, audit.")


class Resources(Register):
    """Where to read more."""

    items: Many[Resource] = entries()


class SystemDetails(Base):
    """Whose system it is, when it runs, and where to turn."""

    system_owner: Annotated[Section[Owner], Impact("accountability")] = field(
        "System Owner",
        "Name who decides what the system optimises and who runs it, and say who wrote this report. A product is not an owner: name people, an office or a company.",
        questions=(
            "Who designed the system, and who operates it?",
            "Who can change its reward or switch it off?",
            "Who wrote this report, and on whose behalf?",
        ),
        writer="the owner, or whoever writes about it",
        reader="everybody who needs to know whom to hold to account",
        minimal=True,
    )
    dates: Annotated[Section[Dates], Impact("accountability")] = field(
        "Dates",
        "Say from when to when this reward is being optimised, or is meant to be: a span, not only the date of a launch.",
        questions=(
            "Since when does the system optimise this reward?",
            "Until when is it meant to?",
            "Is it simulated, on trial, deployed, suspended or retired?",
        ),
        writer="the owner",
        reader="auditors who match events with the system that was running",
        minimal=True,
    )
    feedback_and_communication: Annotated[Section[Contacts], Impact("accountability")] = field(
        "Feedback & Communication",
        "Give at least one address at which a person answers, and say what it is for.",
        questions=("Where can somebody affected ask or complain?", "Where can a researcher report a failure?"),
        writer="the owner",
        reader="affected people, journalists, researchers",
        minimal=True,
    )
    other_resources: Annotated[Section[Resources], Impact("editorial")] = field(
        "Other Resources",
        "List what else is published about the system: papers, code, model cards, earlier audits.",
        questions=("Which papers is the system based on?", "Is there code, a dataset, a model card, an audit?"),
        writer="the owner",
        reader="researchers and auditors who check what the report says",
    )
