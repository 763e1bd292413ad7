"""`report`: which document this is, who wrote it and in what role."""

from typing import Annotated, Literal

from pydantic import Field

from reward_reports.report.model.base import Base, Many
from reward_reports.report.model.values import Choices, Id, Language, PartialDate

Status = Annotated[
    Literal["draft", "published", "superseded", "archived"],
    Choices(
        {
            "draft": "Still being written.",
            "published": "Stands as the authors' current word.",
            "superseded": "A later report has taken its place.",
            "archived": "Kept for the record; nobody maintains it.",
        }
    ),
]
Kind = Annotated[
    Literal["first_party", "third_party", "retrospective", "hypothetical"],
    Choices(
        {
            "first_party": "Written by those who own or run the system.",
            "third_party": "Written by others, from what they can see.",
            "retrospective": "Written after the fact about a past system.",
            "hypothetical": "About a system or a deployment that does not exist; shown as such everywhere.",
        }
    ),
]
Relationship = Annotated[
    Literal["owner", "contractor", "independent", "regulator"],
    Choices(
        {
            "owner": "Belongs to the system's owner.",
            "contractor": "Paid by the owner.",
            "independent": "Neither belongs to the owner nor is paid by it.",
            "regulator": "Writes in a supervisory role.",
        }
    ),
]


class Author(Base):
    """Somebody who wrote the report."""

    name: str = Field(description="The author's name, or the name of the group.")
    affiliation: str | None = Field(None, description="Where the author works.")
    relationship: Relationship = Field(description="How the author stands to the system's owner.")
    contact: str | None = Field(None, description="A mailto: or https: address for questions about the report.")


class ReportInfo(Base):
    """The document itself: its name, version, state, authors."""

    id: Id = Field(description="A short name for the report; it becomes the name of its page.")
    title: str = Field(description="The system's name and what it does, as a reader would say it.")
    version: str = Field(description='The report\'s version, quoted ("1.1"): the newest version of the changelog.')
    status: Status = Field("draft", description="Where the document stands.")
    kind: Kind | None = Field(
        None, description="Who speaks, and about what: the owner, others, or about an imagined system."
    )
    date: PartialDate | None = Field(None, description="The date of this version.")
    last_reviewed: PartialDate | None = Field(
        None, description="When somebody last checked the whole report; the cadence counts from here."
    )
    authors: Many[Author] = Field((), description="Who wrote the report.")
    language: Language | None = Field(
        None, description="The language of the text, as a BCP 47 tag such as de, pt-BR or ar; English if left out."
    )
    license: str | None = Field(
        None, description="The licence of the report's text, as an SPDX name such as CC-BY-4.0."
    )
    supersedes: str | None = Field(None, description="The report, or the version elsewhere, that this one replaces.")
    conflicts_of_interest: str | None = Field(
        None, description='What might bias the authors; write "none" and why if there is nothing.'
    )
    ai_assistance: str | None = Field(None, description="Whether and how AI tools helped to write the report.")
