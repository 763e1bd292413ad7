"""The pages of a site: each loaded, rendered, written and forgotten; only what the index shows of it is kept."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reward_reports.building.entry import Entry, entry_of
from reward_reports.building.linked_data import linked_data
from reward_reports.building.mentions import mentions_of
from reward_reports.building.names import page_name
from reward_reports.building.neighbours import Neighbours
from reward_reports.building.versions import versions_of
from reward_reports.errors import InvalidReportError
from reward_reports.loading import Limits, load_file
from reward_reports.model import Report
from reward_reports.rendering.data import as_json
from reward_reports.rendering.edition import edition
from reward_reports.rendering.html import page_of_site
from reward_reports.rendering.html_writer import HtmlWriter
from reward_reports.rendering.page import page_view
from reward_reports.rendering.pictures import MAX_COPIED, Pictures

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_WORTH_FORKING = 24
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
    """

    folder: Path
    layout: str
    audience: str
    today: date | None
    limits: Limits
    base: str | None = None
    templates: Path | None = None
    history: bool = False

    def write(self, file: str) -> Entry:
        """Write the page of one report.

        Raises:
            InputError: if the file cannot be read.
            InvalidReportError: if it holds no report.
            OSError: if the page cannot be written.
        """
        report = _load(file, self.limits)
        made = edition(report, self.layout, self.audience, today=self.today, templates=self.templates)
        context = made.context(HtmlWriter, Pictures(Path(file).parent, self._place, MAX_COPIED))
        page = page_view(context)
        name = page_name(page.id)
        beside = Neighbours(self.folder, name, made, self.base, _beside(made.report))
        data = f"{beside.stem}.json"
        (self.folder / data).write_bytes(as_json(made.report).encode())
        frame = beside.frame(data=data, linked=linked_data(made.report, name, data, self.base))
        (self.folder / name).write_bytes(page_of_site(page, frame, self.templates).encode())
        versions = versions_of(file, report, self.audience, self.limits) if self.history else []
        beside.begin()
        mentions = mentions_of(made.report)
        if "metrics.html" in beside.labels:
            beside.metrics(context, page, mentions)
        beside.people(context, page, mentions)
        beside.history(context, page, versions)
        return entry_of(made.report, page, file, name, self.today)

    def _place(self, data: bytes, media_type: str) -> str:
        name = f"assets/{picture_name(data, media_type)}"
        (self.folder / "assets").mkdir(exist_ok=True)
        (self.folder / name).write_bytes(data)
        return name


def picture_name(data: bytes, media_type: str) -> str:
    """Return the file name of a picture: the same for the same bytes."""
    return f"{hashlib.sha256(data).hexdigest()[:16]}.{_SUFFIXES[media_type]}"


def _beside(seen: Report) -> dict[str, str]:
    """Return the pages beside that of a report, with what they are called."""
    intent = seen.optimization_intent
    measured = intent.performance_metrics.items or intent.oversight_metrics.items
    metrics = {"metrics.html": "Metrics over time"} if measured else {}
    return metrics | {"people.html": "What it means for people", "history.html": "History"}


def write_pages(pages: Pages, files: list[str], jobs: int) -> Generator[Entry]:
    """Write all pages, in several processes where it pays, and give their entries in the order of the files.

    Args:
        pages: writes one.
        files: the reports.
        jobs: how many processes; 0 for as many as there are processors.
    """
    workers = min(jobs or os.cpu_count() or 1, -(-len(files) // _CHUNK))
    with collecting_seldom():
        if workers < 2 or len(files) < _WORTH_FORKING or sys.platform != "linux":
            yield from map(pages.write, files)
            return
        # The first page builds the model and compiles the templates, so that no worker has to.
        yield pages.write(files[0])
        yield from _in_processes(pages, files[1:], workers)


def _in_processes(pages: Pages, files: list[str], workers: int) -> Generator[Entry]:
    """Fork, so that what is imported is imported once; Ctrl-C is this process's to handle."""
    import multiprocessing
    from signal import SIG_IGN, SIGINT, signal

    with multiprocessing.get_context("fork").Pool(workers, signal, (SIGINT, SIG_IGN)) as pool:
        yield from pool.imap(pages.write, files, _CHUNK)


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


def check_names(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in the order of the index.

    Raises:
        InvalidReportError: if two reports would be the same page.
    """
    made = {"index.html": "the index of the site", "disclosure.html": "the matrix of what is disclosed"}
    found = []
    for entry in entries:
        if entry.address in made:
            raise InvalidReportError(
                f"{entry.file} and {made[entry.address]} would both be the page {entry.address}: "
                "give one another `report.id`"
            )
        made[entry.address] = entry.file
        found.append(entry)
    return sorted(found, key=lambda entry: entry.id.lower())


def _load(file: str, limits: Limits) -> Report:
    document = load_file(file, limits=limits)
    if document.report is None:
        problem = document.problems[0]
        place = document.place(document.span(problem))
        raise InvalidReportError(
            f"{file}:{place.line}:{place.column}: {problem.message}; run `reward-reports lint {file}`"
        )
    return document.report
