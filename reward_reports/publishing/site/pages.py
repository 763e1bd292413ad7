"""The pages of a site: each loaded, rendered, written and forgotten; only what the index shows of it is kept."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote, urljoin

from reward_reports.base.caching import digest_of
from reward_reports.base.processes import in_processes, worth_forking
from reward_reports.changes.comparing.evidence_data import csv_lines, json_line
from reward_reports.publishing.rendering.card import card_of
from reward_reports.publishing.rendering.data import as_json
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html import page_of_site
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.page import page_view
from reward_reports.publishing.rendering.pictures import MAX_COPIED, Pictures
from reward_reports.publishing.rendering.redacted import edition
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.views import PageView
from reward_reports.publishing.site.cache_key import package_state, templates_state
from reward_reports.publishing.site.entry import entry_of
from reward_reports.publishing.site.inputs import Apart
from reward_reports.publishing.site.linked_data import linked_data
from reward_reports.publishing.site.matrix import row_of
from reward_reports.publishing.site.page_record import EvidenceData, PageRecord
from reward_reports.publishing.site.page_writer import PageWriter
from reward_reports.publishing.site.subpages import Subpages
from reward_reports.publishing.site.versions import versions_of
from reward_reports.report.loading import Limits, load_bytes
from reward_reports.report.loading.document import read_bytes
from reward_reports.report.model import Report

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_LEAST = 24
"""Reports from which a second process pays for its start."""
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Pages:
    """Writes the pages of one site.

    Attributes:
        folder: where they go.
        layout: `paper` or `builder`.
        audience: who reads.
        today: the date that counts as today, if any.
        limits: how much of each report is read.
        base: the address of the site, if it is known.
        templates: a folder of templates that go before ours, if any.
        history: whether earlier versions get pages.
        alone: whether the site has no other report, so that there is no list of them.
        apart: refuses what a report names if it lies in the site.
        words: the language of the pages about all reports.
        cards: whether each report gets a picture for messages and posts.
    """

    folder: Path
    layout: str
    audience: str
    today: date | None
    limits: Limits
    base: str | None = None
    templates: Path | None = None
    history: bool = False
    alone: bool = False
    apart: Apart | None = None
    words: Translation = ENGLISH
    cards: bool = False

    def state(self) -> str:
        """Return what all pages depend on besides their reports."""
        settings = (
            self.layout,
            self.audience,
            self.today,
            self.limits,
            self.base,
            self.history,
            self.alone,
            self.words,
            self.cards,
        )
        return repr((*settings, templates_state(self.templates), package_state()))

    def write(self, file: str) -> PageRecord:
        """Write the pages of one report.

        Raises:
            InputError: if the file cannot be read.
            InvalidReportError: if it holds no report.
            OutputError: if a file that the report names lies in the site.
            OSError: if the page cannot be written.
        """
        raw = read_bytes(Path(file), self.limits)
        report = report_in(raw, file, self.limits, self.audience)
        if self.apart:
            self.apart.check_report(report, file)
        files = Files(Path(file).parent)
        shown = edition(report, self.layout, self.audience, files, self.today, self.templates)
        sheets = PageWriter(self.folder)
        pictures = Pictures(files, partial(_place, sheets), MAX_COPIED)
        context = shown.context(HtmlWriter, pictures)
        page = page_view(context)
        versions = versions_of(file, report, self.audience, self.limits) if self.history else []
        beside = Subpages(sheets, shown, context, page, self.base, versions, self.alone)
        name, data = beside.name, f"{beside.stem}.json"
        card = self._card(sheets, page, f"{beside.stem}/card.png")
        frame = beside.frame(data=data, linked=linked_data(shown.report, name, data, self.base), card=card)
        sheets.write(name, page_of_site(page, frame, self.templates))
        sheets.write(data, as_json(shown.report))
        beside.write_all()
        entry = entry_of(context, page, file, name, self.today, self.words)
        row = row_of(entry)
        evidence = EvidenceData(csv_lines(row), json_line(row))
        return PageRecord(entry, sheets.stamps(), digest_of(raw), files.states, evidence, digests=sheets.digests)

    def _card(self, sheets: PageWriter, page: PageView, name: str) -> str | None:
        """Write the card of a report and return its whole address, which is what services ask for."""
        if not self.cards or self.base is None:
            return None
        sheets.write(name, card_of(page))
        return urljoin(self.base, quote(name))


def _place(sheets: PageWriter, data: bytes, media_type: str) -> str:
    name = f"assets/{picture_name(data, media_type)}"
    sheets.write_once(name, data)
    return name


def picture_name(data: bytes, media_type: str) -> str:
    """Return the file name of a picture: the same for the same bytes."""
    return f"{hashlib.sha256(data).hexdigest()[:16]}.{_SUFFIXES[media_type]}"


def write_pages(pages: Pages, files: list[str], jobs: int) -> Generator[PageRecord]:
    """Write all pages, in several processes where it pays, and give what they are in the order of the files.

    Args:
        pages: writes one.
        files: the reports.
        jobs: how many processes; 0 for as many as there are processors.
    """
    workers = worth_forking(len(files), jobs, _CHUNK, _LEAST)
    with collecting_seldom():
        if not workers:
            yield from map(pages.write, files)
            return
        # The first page builds the model and compiles the templates, so that no worker has to.
        yield pages.write(files[0])
        yield from in_processes(pages.write, files[1:], workers, _CHUNK)


@contextmanager
def collecting_seldom() -> Generator[None]:
    """Let the garbage collector run seldom: a report is a tree without cycles, and looking through it costs as much as
    reading it."""
    before = gc.get_threshold()
    gc.set_threshold(100_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def report_in(raw: bytes, file: str, limits: Limits, audience: str = "internal") -> Report:
    """Return the report that a file holds.

    Args:
        raw: the bytes of the file.
        file: its name; what it takes in is looked for beside it.
        limits: how much is read.
        audience: who reads what is said where it holds no report.

    Raises:
        InvalidReportError: if it holds no report; the message names the place.
    """
    return load_bytes(raw, file, folder=Path(file).parent, limits=limits).require(audience)
