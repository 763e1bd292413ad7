"""The pages beside a report's own: its metrics, whom it touches, its history, and itself in other orders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urljoin

from reward_reports.changes.comparing.formats.values import total
from reward_reports.publishing.rendering.bibtex import with_sources
from reward_reports.publishing.rendering.changes import render as changes_page
from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.data import as_json
from reward_reports.publishing.rendering.failures import has_values
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.frame import Frame, Link
from reward_reports.publishing.rendering.html import page_of_site, role_page, site_page
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.time_strip import time_strip
from reward_reports.publishing.rendering.views import Banner, PageView
from reward_reports.publishing.rendering.words import date_in_words
from reward_reports.publishing.site.letters import NO_TIME, Letter, harms_of, letters_of, unknown_of, ways_of
from reward_reports.publishing.site.metric_pages import (
    Mentions,
    MetricPortrait,
    field_on,
    metrics_of,
)
from reward_reports.publishing.site.page_writer import Sheets
from reward_reports.publishing.site.slugs import file_names
from reward_reports.publishing.site.timeline import ahead, past
from reward_reports.publishing.site.versions import NEWEST, Version
from reward_reports.report.model.roles import AFFECTED, ROLES

_EARLIER = Banner("Earlier version.", "The report has changed since; what it says here may be out of date.", "warn")


METRICS, PEOPLE, HISTORY = "metrics", "people", "history"
ORDERS = {f"for-{role.name}": role for role in ROLES if role is not AFFECTED}
"""The orders that are pages; for those affected there are letters."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Writes the pages beside one report's page.

    Each kind of page has a folder, in which the pages have the names of their reports: a folder for each report would take
    longer to make than the pages. Earlier versions, and single metrics and people, stand in one folder of the report's own.

    Attributes:
        sheets: writes the files.
        name: the name of the report's page.
        edition: the report as the audience may see it.
        base: the address of the site, if it is known.
        labels: what the pages are called, by their folders.
        alone: whether the site has no other report.
    """

    sheets: Sheets
    name: str
    edition: Edition
    base: str | None
    labels: dict[str, str]
    alone: bool = False

    @property
    def stem(self) -> str:
        """The name of the page without its ending."""
        return self.name.removesuffix(".html")

    def frame(self, here: str = "", **more: Any) -> Frame:
        """Return how a page beside the report stands in the site; how the report itself does, where none is named."""
        top = "../" if here else ""

        def link(label: str, folder: str) -> Link:
            return Link(label, f"{top}{folder}/{quote(self.name)}", here == f"{folder}/{self.name}")

        links = [Link("Overview", top + quote(self.name))] if here else []
        links += [link(label, folder) for folder, label in self.labels.items()]
        links += [Link("Evidence", f"{top}evidence.html"), Link("Whole report", f"{top}{quote(self.name)}#whole")]
        orders = [link(role.readers, folder) for folder, role in ORDERS.items()]
        # A report in another order is the same report, and a search engine need know it only once.
        place = self.name if any(one.here for one in orders) else here or self.name
        return Frame(
            top, urljoin(self.base, quote(place)) if self.base else None, links, orders, alone=self.alone, **more
        )

    def history(self, context: Context, page: PageView, versions: Sequence[Version]) -> None:
        """Write the history, and a page for each earlier version and each step between two."""
        rows = [self._version(one) for one in versions]
        self._page(HISTORY, page, past=past(context), ahead=ahead(context), versions=rows, strip=time_strip(context))

    def roles(self, page: PageView) -> None:
        """Write the report in the order of each role."""
        for folder, role in ORDERS.items():
            place = f"{folder}/{self.name}"
            self.sheets.write(place, role_page(page, role, self.frame(place), self.edition.templates))

    def metrics(self, context: Context, page: PageView, mentions: Mentions) -> None:
        """Write the page of all metrics, and one for each that has a value."""
        portraits = metrics_of(context, page, mentions)
        measured = {one.id for one in portraits if has_values(context.report, one.id)}
        self._pages(METRICS, "metric", page, portraits, measured)

    def people(self, context: Context, page: PageView, mentions: Mentions) -> None:
        """Write the list of all whom the system touches, and a letter to each group."""
        letters, recourse = letters_of(context, mentions), field_on(page, "institutional_interface.recourse")
        self._pages(
            PEOPLE,
            "stakeholder",
            page,
            letters,
            {one.id for one in letters},
            stakeholders=field_on(page, "institutional_interface.stakeholders"),
            recourse=recourse,
            contested=bool(context.report.institutional_interface.recourse.items),
            ways=ways_of(context),
            harms=[] if letters else harms_of(context),
            unknown=unknown_of(context),
            no_time=NO_TIME,
        )

    def _pages(
        self,
        kind: str,
        noun: str,
        page: PageView,
        portraits: Sequence[MetricPortrait | Letter],
        alone: Collection[str],
        **given: Any,
    ) -> None:
        """Write a page of all portraits, and a page for each whose id is among `alone`, to send to whom it concerns."""
        names = file_names(one.id for one in portraits)
        places = [f"{self.stem}/{noun}-{name}.html" for name in names]
        addresses = [
            f"../{quote(place)}" if one.id in alone else "" for one, place in zip(portraits, places, strict=True)
        ]
        apart = [Link(one.name, address) for one, address in zip(portraits, addresses, strict=True)]
        self._page(kind, page, portraits=portraits, apart=apart, alone=None, **given)
        for at, (place, one) in enumerate(zip(places, portraits, strict=True)):
            if one.id not in alone:
                continue
            known = [replace(link, here=at == number) for number, link in enumerate(apart)]
            self._page(kind, page, place, portraits=[one], apart=known, alone=one, **given)

    def _page(self, kind: str, page: PageView, place: str = "", **given: Any) -> None:
        given |= {"page": page, "home": f"../{quote(self.name)}"}
        place = place or f"{kind}/{self.name}"
        self.sheets.write(place, site_page(f"{kind}.html", self.frame(place), self.edition.templates, **given))

    def _version(self, version: Version) -> dict[str, str]:
        info = version.seen.report
        row = {
            "version": info.version,
            "date": date_in_words(version.day) if version.day else "–",
            "said": version.said,
        }
        row |= {"address": f"../{quote(self.name)}", "changes": "", "total": ""}
        if version.name:
            row["address"] = f"../{quote(self.stem)}/version-{version.name}.html"
            self.sheets.write(f"{self.stem}/version-{version.name}.html", self._earlier(version))
            self.sheets.write(f"{self.stem}/version-{version.name}.json", as_json(version.seen))
        if version.changes is not None:
            place = f"{self.stem}/changes-{version.name or NEWEST}.html"
            row["changes"] = f"../{quote(place)}"
            row["total"] = total(version.changes)
            self.sheets.write(place, changes_page(version.changes, self.frame(place), self.edition.templates))
        return row

    def _earlier(self, version: Version) -> str:
        """Return the page of an earlier version. Figures are not in it: the files beside the report are those of now."""
        seen = with_sources(version.seen, self.edition.files)
        page = replace(self.edition, report=seen, today=None).view(HtmlWriter, Pictures(Files()))
        page.banners = [_EARLIER, *page.banners]
        frame = self.frame(f"{self.stem}/version-{version.name}.html", data=f"version-{version.name}.json")
        return page_of_site(page, frame, self.edition.templates)
