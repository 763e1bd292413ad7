"""The pages beside a report's own: those of the kinds in `kinds/`, and the report itself in other orders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urljoin

from reward_reports.publishing.rendering.frame import Frame, Link
from reward_reports.publishing.rendering.html import role_page, site_page
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.views import PageView
from reward_reports.publishing.site.kinds import all_kinds
from reward_reports.publishing.site.letters import Letter
from reward_reports.publishing.site.mentions import mentions_of
from reward_reports.publishing.site.metric_pages import Mentions, MetricPortrait
from reward_reports.publishing.site.page_kind import PageKind
from reward_reports.publishing.site.page_writer import PageWriter
from reward_reports.publishing.site.slugs import file_names, page_name
from reward_reports.publishing.site.versions import Version
from reward_reports.report.model.roles import AFFECTED, ROLES

ORDERS = {f"for-{role.name}": role for role in ROLES if role is not AFFECTED}
"""The orders that are pages; for those affected there are letters."""


@dataclass(frozen=True, slots=True)
class Subpages:
    """Writes the pages beside one report's page.

    Each kind of page has a folder, in which the pages have the names of their reports: a folder for each report would take
    longer to make than the pages. Earlier versions, and single metrics and people, stand in one folder of the report's own.

    Attributes:
        sheets: writes the files.
        edition: the report as the audience may see it.
        context: what its page was made with.
        page: its page.
        base: the address of the site, if it is known.
        versions: the earlier versions that get pages.
        alone: whether the site has no other report.
        name: the name of the report's page.
        mentions: where the report names its metrics and people.
        kinds: the kinds of pages that it has.
    """

    sheets: PageWriter
    edition: Edition
    context: RenderContext
    page: PageView
    base: str | None = None
    versions: Sequence[Version] = ()
    alone: bool = False
    name: str = field(init=False)
    mentions: Mentions = field(init=False)
    kinds: tuple[PageKind, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find out once what every page needs."""
        report = self.edition.report
        object.__setattr__(self, "name", page_name(self.page.id))
        object.__setattr__(self, "mentions", mentions_of(report, self.page.translation))
        object.__setattr__(self, "kinds", tuple(kind for kind in all_kinds() if kind.applies(report)))

    @property
    def stem(self) -> str:
        """The name of the page without its ending."""
        return self.name.removesuffix(".html")

    def frame(self, here: str = "", **more: Any) -> Frame:
        """Return how a page beside the report stands in the site; how the report itself does, where none is named."""
        top = "../" if here else ""

        def link(label: str, folder: str) -> Link:
            return Link(label, f"{top}{folder}/{quote(self.name)}", here == f"{folder}/{self.name}")

        gettext = self.page.translation.gettext
        links = [Link(gettext("Overview"), top + quote(self.name), not here)]
        links += [link(gettext(kind.label), kind.name) for kind in self.kinds]
        links += [
            Link(gettext("Evidence"), f"{top}evidence.html"),
            Link(gettext("Whole report"), f"{top}{quote(self.name)}#whole"),
        ]
        orders = [link(gettext(role.readers), folder) for folder, role in ORDERS.items()]
        # A report in another order is the same report, and a search engine need know it only once.
        place = self.name if any(one.here for one in orders) else here or self.name
        return Frame(
            top, urljoin(self.base, quote(place)) if self.base else None, links, orders, alone=self.alone, **more
        )

    def write_all(self) -> None:
        """Write the report in the order of each role, and the pages of every kind."""
        for folder, role in ORDERS.items():
            place = f"{folder}/{self.name}"
            self.sheets.write(place, role_page(self.page, role, self.frame(place), self.edition.templates))
        for kind in self.kinds:
            kind.write(self)

    def write(self, kind: PageKind, place: str = "", **given: Any) -> None:
        """Write a page of a kind.

        Args:
            kind: whose template it is filled in.
            place: where it stands; by default in the folder of the kind.
            given: what the template shows.
        """
        given |= {"page": self.page, "home": f"../{quote(self.name)}"}
        place = place or f"{kind.name}/{self.name}"
        self.sheets.write(
            place,
            site_page(f"{kind.name}.html", self.frame(place), self.edition.templates, self.page.translation, **given),
        )

    def write_each(
        self,
        kind: PageKind,
        noun: str,
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
        self.write(kind, portraits=portraits, apart=apart, alone=None, **given)
        for at, (place, one) in enumerate(zip(places, portraits, strict=True)):
            if one.id not in alone:
                continue
            known = [replace(link, here=at == number) for number, link in enumerate(apart)]
            self.write(kind, place, portraits=[one], apart=known, alone=one, **given)
