"""What the report cites and shows: references and figures."""

from typing import Annotated, Literal

from pydantic import Field

from reward_reports.report.model.about import Noun, PointsTo
from reward_reports.report.model.base import Item
from reward_reports.report.model.declaring import added, optional
from reward_reports.report.model.values import Address, Choices, License, PartialDate, SourceId, Year

SourceKind = Annotated[
    Literal["paper", "post", "card", "code", "data", "configuration", "audit", "law", "news", "testimony", "other"],
    Choices(
        paper="A paper, report or book.",
        post="A post, an interview or a page of a site.",
        card="A model card, data sheet or system card.",
        code="Source code.",
        data="A data set, or weights.",
        configuration="The settings of a run or of a deployment.",
        audit="The report of an audit.",
        law="A law, a decision of a regulator, a judgement of a court.",
        news="What the press reports.",
        testimony="What a witness said, or a leaked document.",
        other="Something else.",
    ),
]
SourceParty = Annotated[
    Literal["owner", "contractor", "independent", "regulator", "press", "insider"],
    Choices(
        owner="The system's owner.",
        contractor="Somebody paid by the owner.",
        independent="Somebody who neither belongs to the owner nor is paid by it.",
        regulator="A regulator or a court.",
        press="The press.",
        insider="Somebody inside, without the owner's leave.",
    ),
]


class Reference(Item):
    """A source."""

    id: SourceId = Field(description="A short name that is unique among the references; texts and `sources` cite it.")
    title: str = Field(description="Its title.")
    kind: SourceKind | None = added("The type of source: what an answer can be checked against.")
    by: Annotated[SourceParty | None, Noun("publisher")] = added("Who published it, seen from the system's owner.")
    authors: str | None = optional("Who wrote it.")
    year: Year | None = optional("The year it appeared.")
    container: str | None = optional("The journal, conference or site it appeared in.")
    url: Address | None = optional("Its web address.")
    doi: str | None = optional("Its DOI, without https://doi.org/.")
    arxiv: str | None = optional('Its arXiv number, quoted ("2204.10817").')
    revision: str | None = added("The commit, tag or version that was read, of code, data or a configuration.")
    accessed: Annotated[PartialDate | None, Noun("date of access")] = optional("When a web source was read.")
    archived: Annotated[str | None, Noun("archived copy")] = optional("The address of an archived copy.")


class Figure(Item):
    """A picture that belongs to the report."""

    path: str = Field(description="Its file, from the report's folder.")
    alt: str | None = optional("What it shows, for somebody who cannot see it; give the numbers.")
    caption: str | None = optional("The line under it, in Markdown.")
    source: Annotated[str | None, PointsTo("reference", words=True)] = optional(
        "The id of the reference it comes from, or who made it."
    )
    license: License | None = optional("The licence of the picture.")
