"""`report`: which document this is, who wrote it and in what role."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from reward_reports.report.model.about import About, Impact, Label, Noun
from reward_reports.report.model.base import Base, Many
from reward_reports.report.model.declaring import added, optional
from reward_reports.report.model.values import Address, Choices, Id, Language, License, PartialDate, Plain

Status = Annotated[
    Literal["draft", "published", "superseded", "archived"],
    Choices(
        draft="Still being written.",
        published="Stands as the authors' current word.",
        superseded="A later report has taken its place.",
        archived="Kept for the record; nobody maintains it.",
    ),
]
Kind = Annotated[
    Literal["first_party", "third_party", "retrospective", "hypothetical"],
    Choices(
        first_party="Written by those who own or run the system.",
        third_party="Written by others, from what they can see.",
        retrospective="Written after the fact about a past system.",
        hypothetical="About a system or a deployment that does not exist; shown as such everywhere.",
    ),
]
Relationship = Annotated[
    Literal["owner", "contractor", "independent", "regulator"],
    Choices(
        owner="Belongs to the system's owner.",
        contractor="Paid by the owner.",
        independent="Neither belongs to the owner nor is paid by it.",
        regulator="Writes in a supervisory role.",
    ),
]


class Author(Base):
    """Somebody who wrote the report."""

    about: ClassVar = About(identified_by=(("name",),))

    name: str = Field(description="The author's name, or the name of the group.")
    affiliation: str | None = optional("Where the author works.")
    relationship: Relationship = Field(description="How the author stands to the system's owner.")
    contact: Annotated[Address | None, Impact("accountability")] = optional(
        "A mailto: or https: address for questions about the report."
    )


Sentence = Annotated[str, StringConstraints(max_length=240)]
"""One plain sentence."""


class Summary(Base):
    """The report in three sentences, for readers who read no further."""

    rewarded_for: Annotated[Sentence | None, Noun("reward sentence")] = optional(
        "What the system is rewarded for, in one plain sentence of at most 240 characters."
    )
    what_happened: Annotated[Sentence | None, Noun("outcome sentence")] = optional(
        "What came of it, in one plain sentence of at most 240 characters."
    )
    what_you_can_do: Annotated[Sentence | None, Noun("advice sentence")] = optional(
        "What people it affects can do, in one plain sentence of at most 240 characters."
    )


class ReportInfo(Base):
    """The document itself: its name, version, state, authors."""

    id: Annotated[Id, Impact("editorial")] = Field(
        description="A short name for the report; it becomes the name of its page."
    )
    title: Annotated[str, Impact("editorial")] = Field(
        description="The system's name and what it does, as a reader would say it."
    )
    version: Annotated[Plain, Impact("editorial")] = Field(
        description='The report\'s version, quoted ("1.1"): the newest version of the changelog.'
    )
    summary: Summary | None = added("The report in three plain sentences; needed before it is published.")
    status: Status = Field("draft", description="Where the document stands.")
    kind: Kind | None = optional("Who speaks, and about what: the owner, others, or about an imagined system.")
    date: Annotated[PartialDate | None, Impact("editorial")] = optional("The date of this version.")
    last_reviewed: Annotated[PartialDate | None, Noun("date of the last review")] = optional(
        "When somebody last checked the whole report; the cadence counts from here."
    )
    authors: Many[Author] = optional("Who wrote the report.", ())
    language: Language | None = optional(
        "The language of the text, as a BCP 47 tag such as de, pt-BR or ar; English if left out."
    )
    license: License | None = optional("The licence of the report's text, as an SPDX name such as CC-BY-4.0.")
    supersedes: Annotated[str | None, Noun("previous report")] = optional(
        "The report, or the version elsewhere, that this one replaces."
    )
    conflicts_of_interest: str | None = optional(
        'What might bias the authors; write "none" and why if there is nothing.'
    )
    ai_assistance: Annotated[str | None, Label("Help from AI tools"), Noun("help from AI tools")] = optional(
        "Whether and how AI tools helped to write the report."
    )
