"""The pages about all reports: the index, the evidence of all reports, the feed, the sitemap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin

from markupsafe import Markup

from reward_reports.base.errors import InvalidReportError
from reward_reports.changes.comparing import evidence_data
from reward_reports.changes.comparing.side_by_side import side_by_side
from reward_reports.publishing.rendering.frame import Frame, Link
from reward_reports.publishing.rendering.html import SCRIPTED_POLICY, site_icon, site_page, site_script, site_stylesheet
from reward_reports.publishing.rendering.matrix import evidence_on_pages, shown
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.site.entry import IndexEntry
from reward_reports.publishing.site.feed import feed, sitemaps
from reward_reports.publishing.site.filters import filters_of, tagged
from reward_reports.publishing.site.matrix import matrix_of_entries
from reward_reports.publishing.site.page_record import EvidenceData, PageRecord
from reward_reports.publishing.site.page_writer import PageWriter
from reward_reports.publishing.site.pages import report_in
from reward_reports.publishing.site.subpages import ORDERS
from reward_reports.report.loading import Limits
from reward_reports.report.loading.document import read_bytes

ON_A_PAGE = 200
"""So many reports stand on one page of the index, and of the evidence page: a browser shows it without a pause."""
MOST_BESIDE = 16
"""So many reports at most stand side by side on one page, answer by answer."""
_INDEX, _EVIDENCE, _BESIDE, _MISSING = "index", "evidence", "compare.html", "404.html"
_WHAT = {_INDEX: "the index of the site", _EVIDENCE: "the evidence page of the site"}
_SEARCHED = "assets/reports.js"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Overview:
    """Writes the pages about all reports.

    Attributes:
        sheets: writes the files.
        base: the address of the site, if it is known.
        templates: a folder of templates that go before ours, if any.
        audience: who reads.
        limits: how much of each report is read.
        words: the language of these pages.
    """

    sheets: PageWriter
    base: str | None
    templates: Path | None
    audience: str
    limits: Limits
    words: Translation = ENGLISH

    def write(self, entries: Sequence[IndexEntry], records: Mapping[str, PageRecord]) -> None:
        """Write everything that belongs to no single report.

        Args:
            entries: all reports, in the order of the index.
            records: their pages, by their files.
        """
        listed = tagged(entries)
        pages = (name for record in records.values() for name in record.files)
        data = [records[entry.file].evidence for entry in entries]
        names = [*pages, *self._index(listed), *self._evidence(listed, data), *self._beside(listed)]
        self.sheets.write("assets/style.css", site_stylesheet(self.templates))
        self.sheets.write("assets/icon.svg", site_icon())
        missing = Frame(self.base or "", alone=len(listed) == 1)
        self.sheets.write(_MISSING, site_page("missing.html", missing, self.templates, self.words))
        self.sheets.write("feed.xml", feed(entries, self.base, self.words))
        if self.base:
            # A report in the order of a role has the address of the report.
            named = (name for name in names if name.endswith(".html") and name.partition("/")[0] not in ORDERS)
            for name, text in sitemaps(named, self.base):
                self.sheets.write(name, text)

    def _index(self, listed: Sequence[IndexEntry]) -> Iterator[str]:
        """Write the list of reports; a site of one report begins with the report itself, at which its address points."""
        if len(listed) == 1:
            self.sheets.write(f"{_INDEX}.html", (self.sheets.folder / listed[0].address).read_bytes())
            return
        parts = paged(_INDEX, listed)
        self.sheets.write("assets/index.js", site_script("index.js"))
        searched = _SEARCHED if len(parts) > 1 else ""
        if searched:
            self.sheets.write(searched, _as_script(listed))
        given = {
            "filters": filters_of(listed, self.words),
            "policy": SCRIPTED_POLICY,
            "searched": searched,
            "total": len(listed),
            "messages": _messages(self.words),
        }
        for name, entries in parts.items():
            self._page("index.html", name, parts, len(listed), entries=entries, **given)
            yield name

    def _evidence(self, listed: Sequence[IndexEntry], data: Sequence[EvidenceData]) -> Iterator[str]:
        """Write what all reports tell as pages, and beside them as CSV and JSON."""
        self.sheets.write("assets/evidence.js", site_script("evidence.js"))
        matrix = matrix_of_entries(listed)
        self.sheets.write(f"{_EVIDENCE}.csv", evidence_data.csv_file(item.csv for item in data))
        self.sheets.write(f"{_EVIDENCE}.json", evidence_data.json_file(matrix, (item.json for item in data)))
        parts = paged(_EVIDENCE, matrix.rows)
        for name, evidence in zip(parts, evidence_on_pages(matrix, parts.values(), self.words), strict=True):
            self._page("evidence.html", name, parts, len(listed), evidence=evidence, policy=SCRIPTED_POLICY)
            yield name

    def _beside(self, listed: Sequence[IndexEntry]) -> Iterator[str]:
        """Write a few reports side by side; many would be a page that nobody reads."""
        if not _stand_beside(len(listed)):
            return
        reports = [
            (entry.file, report_in(read_bytes(Path(entry.file), self.limits), entry.file, self.limits))
            for entry in listed
        ]
        comparison = shown(side_by_side(reports, self.audience), [entry.address for entry in listed], self.words)
        frame = _frame(_BESIDE, self.base, len(listed), self.words)
        self.sheets.write(_BESIDE, site_page("beside.html", frame, self.templates, self.words, **comparison))
        yield _BESIDE

    def _page(self, template: str, name: str, parts: Iterable[str], number: int, **given: Any) -> None:
        pages = [
            Link(self.words.gettext("Page %(number)s") % {"number": count}, part, part == name)
            for count, part in enumerate(parts, 1)
        ]
        frame = _frame(name, self.base, number, self.words)
        self.sheets.write(name, site_page(template, frame, self.templates, self.words, pages=pages, **given))


def paged(name: str, rows: Sequence[_T]) -> dict[str, Sequence[_T]]:
    """Return the pages of a list, by the names of their files."""
    starts = range(0, len(rows), ON_A_PAGE)
    return {_numbered(name, number): rows[start : start + ON_A_PAGE] for number, start in enumerate(starts, 1)}


def check_names(entries: Iterable[IndexEntry], records: Mapping[str, PageRecord], number: int) -> list[IndexEntry]:
    """Return the entries in the order of the index.

    Args:
        entries: the reports.
        records: their pages, by their files; each is there when its entry comes.
        number: how many reports they are.

    Raises:
        InvalidReportError: if two reports would be the same page.
    """
    taken = {page: what for name, what in _WHAT.items() for page in paged(name, range(number))}
    taken[_MISSING] = "the page for addresses that lead nowhere"
    if _stand_beside(number):
        taken[_BESIDE] = "the page of reports side by side"
    checked = []
    for entry in entries:
        for page in records[entry.file].files:
            if page in taken and not page.startswith("assets/"):
                raise InvalidReportError(
                    f"{entry.file} and {taken[page]} would both be the page {page}; change `report.id` in {entry.file}"
                )
            taken[page] = entry.file
        checked.append(entry)
    return sorted(checked, key=lambda entry: entry.id.lower())


def _numbered(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def _messages(words: Translation) -> str:
    """Return what the script of the index says, as JSON; it knows the English itself."""
    messages = {
        "of_one": words.gettext("%(number)s of 1 report."),
        "of": words.gettext("%(number)s of %(total)s reports."),
        "first": words.gettext("The first %(number)s are shown; another word narrows them."),
        "none": words.gettext("No report fits. There are %(total)s."),
        "searching": words.gettext("Searching …"),
        "version": words.gettext("Version %(version)s"),
        "missing": words.gettext("The list of all reports is missing: %(file)s."),
    }
    return json.dumps(messages, ensure_ascii=False)


def _known(entry: IndexEntry) -> str:
    return ", ".join(share.label for share in entry.bar)


def _as_script(listed: Sequence[IndexEntry]) -> str:
    """Return what the search of a paged index goes through: a script, since a page on a disk can load no data."""
    rows = (
        [
            *(entry.address, _bare(entry.title), _bare(entry.version), entry.owner, entry.warnings, entry.tags),
            *(entry.words, entry.rewarded, entry.worst, entry.standing, _known(entry), entry.seen, entry.review),
        ]
        for entry in listed
    )
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return f"window.reportsOfThisSite = [\n{lines}\n];\n"


def _bare(markup: str) -> str:
    """Return the words of what is ready for a page."""
    return Markup(markup).striptags()  # noqa: S704 the tags go


def _stand_beside(number: int) -> bool:
    return 2 <= number <= MOST_BESIDE


def _frame(here: str, base: str | None, number: int, words: Translation) -> Frame:
    """Return how a page about all of so many reports stands in the site."""
    pages = {
        "index.html": words.gettext("The report") if number == 1 else words.gettext("All reports"),
        "evidence.html": words.gettext("Evidence"),
        "feed.xml": words.gettext("Changes as a feed"),
    }
    if _stand_beside(number):
        pages = {"index.html": words.gettext("All reports"), _BESIDE: words.gettext("Side by side")} | pages
    links = [Link(label, name, name == here) for name, label in pages.items()]
    return Frame(address=urljoin(base, here) if base else None, links=links, alone=number == 1)
