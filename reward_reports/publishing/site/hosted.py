"""Reports for another site's pages: each checked and rendered, again only when something it depends on has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from reward_reports.base.caching import digest_of
from reward_reports.base.catalogues import SOURCE
from reward_reports.base.errors import InputError
from reward_reports.linting.finding import Finding
from reward_reports.linting.nearest import Nearest
from reward_reports.linting.settings import Settings
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.hosted import Fragment, fragment_of
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.page import page_view
from reward_reports.publishing.rendering.pictures import MAX_COPIED, Pictures
from reward_reports.publishing.rendering.redacted import edition
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.site.entry import IndexEntry, entry_of
from reward_reports.publishing.site.pages import collecting_seldom, picture_name
from reward_reports.publishing.site.slugs import page_name
from reward_reports.report.loading import Document, Limits, load_bytes
from reward_reports.report.loading.document import read_bytes
from reward_reports.report.model import Report

States: TypeAlias = dict[str, tuple[int, int] | None]
"""Of files beside a report: time of change and size, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How reports are checked and shown.

    Attributes:
        settings: how they are checked.
        today: the date that counts as today for the rules; no page depends on it.
        layout: `paper` or `builder`.
        audience: who reads; what is for a narrower circle is held back, visibly.
        assets: where pictures lie, as seen from a page; ends with `/` if it is not empty.
        language: that of the list of reports.
    """

    settings: Settings
    today: date
    layout: str = "paper"
    audience: str = "public"
    assets: str = "assets/"
    language: str = SOURCE


@dataclass(frozen=True, slots=True)
class Hosted:
    """A report that is ready for a page.

    Attributes:
        file: where it was read.
        fragment: its page.
        entry: what a list of reports shows of it; its `address` is the name of the page with `.html`.
        pictures: the pictures of the page, by name.
        findings: what the linter says.
    """

    file: str
    fragment: Fragment
    entry: IndexEntry
    pictures: dict[str, bytes]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be read or holds no report, and why, in one line that begins with its name."""

    file: str
    why: str


@dataclass(slots=True)
class _Kept:
    wanted: Wanted
    digest: str
    beside: States
    result: Hosted | Broken


@dataclass(slots=True)
class Reports:
    """Makes reports ready, and remembers those of the last time."""

    _kept: dict[str, _Kept] = field(default_factory=dict)

    def ready(self, files: Iterable[str], wanted: Wanted, nearest: Nearest | None = None) -> list[Hosted | Broken]:
        """Return the reports in the order of the files.

        Args:
            files: where they are.
            wanted: how they are checked and shown.
            nearest: gives each report the settings nearest to it in place of those of `wanted`.

        Raises:
            ConfigError: if a setting, a schema, a baseline or a plugin cannot be used.
        """
        with collecting_seldom():
            self._kept = {file: self._one(file, _nearest(wanted, file, nearest)) for file in files}
        return [kept.result for kept in self._kept.values()]

    def _one(self, file: str, wanted: Wanted) -> _Kept:
        limits = Limits(max_bytes=wanted.settings.max_bytes)
        try:
            raw = read_bytes(Path(file), limits)
        except InputError as error:
            return _Kept(wanted, "", {}, Broken(file, str(error)))
        digest, kept = digest_of(raw), self._kept.get(file)
        if kept and (kept.wanted, kept.digest, kept.beside) == (wanted, digest, _states(kept.beside)):
            return kept
        document = load_bytes(raw, file, folder=Path(file).parent, limits=limits)
        if document.report is None:
            return _Kept(wanted, digest, {}, Broken(file, document.first_problem(wanted.audience)))
        findings, looked_for = _lint(document, wanted)
        result, pictures = _render(file, document.report, findings, wanted)
        return _Kept(wanted, digest, _states([*looked_for, *pictures]), result)


def _nearest(wanted: Wanted, file: str, nearest: Nearest | None) -> Wanted:
    return replace(wanted, settings=nearest.of_report(file)) if nearest else wanted


def _lint(document: Document, wanted: Wanted) -> tuple[tuple[Finding, ...], list[str]]:
    """Return what the baseline does not hide, as the audience may read it, and the files it depends on."""
    from reward_reports.linting.audience import for_audience
    from reward_reports.linting.engine import lint_document
    from reward_reports.linting.running import finish

    settings = wanted.settings
    findings, context = lint_document(document, settings, wanted.today)
    result = finish(findings, [document.name], settings, wanted.today, lambda _name: document.text)
    result = for_audience(result, wanted.audience, settings, wanted.today)
    own = [*settings.schemas, *([settings.baseline] if settings.baseline else [])]
    return result.findings, [*context.looked_for, *((Path(settings.root) / name).as_posix() for name in own)]


def _render(file: str, report: Report, findings: tuple[Finding, ...], wanted: Wanted) -> tuple[Hosted, Iterable[str]]:
    """Return the report as a page, and the files beside it that were looked for."""
    placed: dict[str, bytes] = {}

    def place(data: bytes, media_type: str) -> str:
        name = picture_name(data, media_type)
        placed[name] = data
        return wanted.assets + name

    files = Files(Path(file).parent)
    shown = edition(report, wanted.layout, wanted.audience, files)
    context = shown.context(HtmlWriter, Pictures(files, place, MAX_COPIED))
    page = page_view(context)
    entry = entry_of(context, page, file, page_name(page.id), None, Translation(wanted.language))
    return Hosted(file, fragment_of(page), entry, placed, findings), files.looked_for()


def _states(files: Iterable[str]) -> States:
    return {file: _state(file) for file in files}


def _state(file: str) -> tuple[int, int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
