"""The pages beside a report's own: its history, and with it the earlier versions and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from reward_reports.building.portraits import Mentions, answer_on, metrics_of, people_of
from reward_reports.building.timeline import ahead, past
from reward_reports.building.versions import Version
from reward_reports.comparing.formats.values import total
from reward_reports.rendering.changes import render as changes_page
from reward_reports.rendering.context import Context
from reward_reports.rendering.data import as_json
from reward_reports.rendering.edition import Edition
from reward_reports.rendering.frame import Frame, Link
from reward_reports.rendering.html import page_of_site, site_page
from reward_reports.rendering.html_writer import HtmlWriter
from reward_reports.rendering.pictures import Pictures
from reward_reports.rendering.views import Banner, PageView
from reward_reports.rendering.words import date_in_words

_EARLIER = Banner(
    "This is an earlier version.", "The report has changed since; what it says here may no longer hold.", "warn"
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Writes the pages beside one report's page.

    Attributes:
        folder: the folder of the site.
        name: the name of the report's page; the pages beside it stand in a folder of that name.
        edition: the report as the audience may see it.
        base: the address of the site, if it is known.
        labels: what the pages are called, by the names of their files.
    """

    folder: Path
    name: str
    edition: Edition
    base: str | None
    labels: dict[str, str]

    @property
    def stem(self) -> str:
        """The name of the folder."""
        return self.name.removesuffix(".html")

    def frame(self, here: str = "", **more: str) -> Frame:
        """Return how a page beside the report stands in the site; how the report itself does, where none is named."""
        top = "../" if here else ""
        way = "" if here else f"{quote(self.stem)}/"
        links = [Link("The report", top + quote(self.name))] if here else []
        links += [Link(label, way + file, file == here) for file, label in self.labels.items()]
        links.append(Link("The report as data (JSON)", f"{top}{quote(self.stem)}.json"))
        place = f"{self.stem}/{here}" if here else self.name
        return Frame(top, urljoin(self.base, quote(place)) if self.base else None, links, **more)

    def write(self, file: str, text: str) -> None:
        """Write a page beside the report."""
        (self.folder / self.stem / file).write_bytes(text.encode())

    def begin(self) -> None:
        """Make the folder."""
        (self.folder / self.stem).mkdir(exist_ok=True)

    def history(self, context: Context, page: PageView, versions: Sequence[Version]) -> None:
        """Write the history, and a page for each earlier version and each step between two."""
        rows = [self._version(one) for one in versions]
        self._page("history.html", page, past=past(context), ahead=ahead(context), versions=rows)

    def metrics(self, context: Context, page: PageView, mentions: Mentions) -> None:
        """Write the page of all metrics."""
        self._page("metrics.html", page, metrics=metrics_of(context, page, mentions))

    def people(self, context: Context, page: PageView, mentions: Mentions) -> None:
        """Write the page for the people whom the system touches: what it means for them, and what they can do."""
        triggers = context.report.system_maintenance.update_triggers.items
        self._page(
            "people.html",
            page,
            people=people_of(context, mentions),
            stakeholders=answer_on(page, "institutional_interface.stakeholders"),
            recourse=answer_on(page, "institutional_interface.recourse"),
            contacts=answer_on(page, "system_details.feedback_and_communication"),
            demands=[
                (f"trigger:{one.id}", context.writer.inline(one.description or one.id))
                for one in triggers
                if one.kind == "stakeholder" and one.state != "retired"
            ],
        )

    def _page(self, file: str, page: PageView, **given: Any) -> None:
        given |= {"page": page, "home": f"../{quote(self.name)}"}
        self.write(file, site_page(file, self.frame(file), self.edition.templates, **given))

    def _version(self, version: Version) -> dict[str, str]:
        info = version.seen.report
        row = {
            "version": info.version,
            "date": date_in_words(version.day) if version.day else "–",
            "said": version.said,
        }
        row |= {"address": f"../{quote(self.name)}", "changes": "", "total": ""}
        if version.name:
            row["address"] = f"version-{version.name}.html"
            self.write(row["address"], self._earlier(version))
            self.write(f"version-{version.name}.json", as_json(version.seen))
        if version.changes is not None:
            row["changes"] = f"changes-{version.name or 'newest'}.html"
            row["total"] = total(version.changes)
            self.write(
                row["changes"], changes_page(version.changes, self.frame(row["changes"]), self.edition.templates)
            )
        return row

    def _earlier(self, version: Version) -> str:
        """Return the page of an earlier version. Figures are not in it: the files beside the report are those of now."""
        page = replace(self.edition, report=version.seen, today=None).view(HtmlWriter, Pictures(None))
        page.banners = [_EARLIER, *page.banners]
        frame = self.frame(f"version-{version.name}.html", data=f"version-{version.name}.json")
        return page_of_site(page, frame, self.edition.templates)
