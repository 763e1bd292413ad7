"""What the report cites and shows: references and figures."""

from pydantic import Field

from reward_reports.report.model.base import Item
from reward_reports.report.model.values import PartialDate, SourceId, Year


class Reference(Item):
    """A source."""

    id: SourceId = Field(description="A short name that is unique among the references; texts and `sources` cite it.")
    title: str = Field(description="Its title.")
    authors: str | None = Field(None, description="Who wrote it.")
    year: Year | None = Field(None, description="The year it appeared.")
    container: str | None = Field(None, description="The journal, conference or site it appeared in.")
    url: str | None = Field(None, description="Its web address.")
    doi: str | None = Field(None, description="Its DOI, without https://doi.org/.")
    arxiv: str | None = Field(None, description='Its arXiv number, quoted ("2204.10817").')
    accessed: PartialDate | None = Field(None, description="When a web source was read.")
    archived: str | None = Field(None, description="The address of an archived copy.")


class Figure(Item):
    """A picture that belongs to the report."""

    path: str = Field(description="Its file, from the report's folder.")
    alt: str | None = Field(None, description="What it shows, for somebody who cannot see it; give the numbers.")
    caption: str | None = Field(None, description="The line under it, in Markdown.")
    source: str | None = Field(None, description="The id of the reference it comes from, or who made it.")
    license: str | None = Field(None, description="The licence of the picture.")
