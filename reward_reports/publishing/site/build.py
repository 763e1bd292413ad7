"""Builds a site: what has not changed since the last time is taken over, the rest is rendered."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from reward_reports.base.catalogues import SOURCE, check_language
from reward_reports.base.discovery import PathLike, as_path, find_reports
from reward_reports.base.errors import ConfigError
from reward_reports.publishing.rendering.addresses import safe_address
from reward_reports.publishing.rendering.card import check_cards
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.site.entry import IndexEntry
from reward_reports.publishing.site.git_state import Heads
from reward_reports.publishing.site.incremental import Memory, file_in
from reward_reports.publishing.site.inputs import Apart
from reward_reports.publishing.site.output_folder import Note, site_at, staged_site
from reward_reports.publishing.site.overview import Overview, check_names
from reward_reports.publishing.site.page_record import PageRecord
from reward_reports.publishing.site.page_writer import PageWriter
from reward_reports.publishing.site.pages import Pages, write_pages
from reward_reports.report.loading import Limits

Progress = Callable[[Iterable[IndexEntry], int], Iterable[IndexEntry]]


@dataclass(frozen=True)
class BuildResult:
    """What was built.

    Attributes:
        output: the site's folder.
        pages: the names of the report pages, sorted.
        changed: the paths of files of the last build that somebody had changed, and that were replaced or removed.
    """

    output: Path
    pages: tuple[str, ...]
    changed: tuple[str, ...] = ()


def build(
    paths: PathLike | Iterable[PathLike],
    output: PathLike,
    *,
    layout: str = "paper",
    audience: str = "public",
    today: date | None = None,
    limits: Limits | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    base_url: str | None = None,
    templates: PathLike | None = None,
    history: bool = False,
    cache: PathLike | None = None,
    note: Note | None = None,
    language: str = SOURCE,
    cards: bool = False,
) -> BuildResult:
    """Build a site of the reports among and below the paths.

    The arguments, the result and the errors are those of `reward_reports.build`, but no settings are looked for, and `limits`
    says how much of each report is read.
    """
    output, cache, templates = Path(output), as_path(cache), as_path(templates)
    base = _base(base_url) if base_url else None
    if cards:
        _check_cards(base)
    words = Translation(check_language(language))
    files = find_reports([paths] if isinstance(paths, str | os.PathLike) else paths, note=note)
    site = site_at(output)
    apart = _kept_apart(Apart(output, site), files, templates, cache)
    with staged_site(output, note or _unheard) as staged:
        alone = len(files) == 1
        pages = Pages(
            staged.folder,
            layout,
            audience,
            today,
            limits or Limits(),
            base,
            templates,
            history,
            alone,
            apart,
            words,
            cards,
        )
        memory = Memory(file_in(cache, site), site, pages.state() if cache else "", Heads() if history else None)
        memory.recall()
        records: dict[str, PageRecord] = {}
        with closing(_all(pages, files, jobs, memory, records)) as written:
            entries = check_names(progress(written, len(files)) if progress else written, records, len(files))
        overview = Overview(PageWriter(staged.folder), base, templates, audience, pages.limits, words)
        overview.write(entries, records)
        for record in records.values():
            staged.files |= record.digests
        staged.files |= overview.sheets.digests
        staged.unchanged = memory.taken_over
    memory.keep(records)
    return BuildResult(output, tuple(sorted(entry.address for entry in entries)), tuple(staged.changed))


def _check_cards(base: str | None) -> None:
    if base is None:
        raise ConfigError("cards need the address of the site, since services load them from there: add --base-url")
    check_cards()


def _unheard(_remark: str) -> None:
    return


def _kept_apart(apart: Apart, files: Iterable[str], templates: Path | None, cache: Path | None) -> Apart:
    """Refuse an output that holds an input, and return what looks at the files that reports name."""
    for file in files:
        apart.check(file, "a report")
    if templates is not None:
        apart.check(templates, "the folder of templates")
    if cache is not None:
        apart.check(cache, "the cache (`--no-cache` disables it)")
    return apart


def _all(
    pages: Pages, files: list[str], jobs: int, memory: Memory, records: dict[str, PageRecord]
) -> Generator[IndexEntry]:
    """Take over what is as it was, write the rest, and give every entry in the order of the files; `made` gets the rest."""
    old = memory.take_over(files, pages.folder, pages.limits)
    heads = {file: memory.heads.now(file) for file in files} if memory.heads else {}
    with closing(write_pages(pages, [file for file in files if file not in old], jobs)) as written:
        for file in files:
            records[file] = old.get(file) or replace(next(written), head=heads.get(file, ""))
            yield records[file].entry


def _base(address: str) -> str:
    """Return the address of a site with a slash at its end, so that the names of pages can stand behind it."""
    try:
        parts = urlsplit(address)
        is_site = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port over 65535, half an IPv6 address
        is_site = False
    if not is_site or not safe_address(address) or set("?#") & set(address):
        raise ConfigError(f"{address!r} is not an address of a site; write it as https://city.example/reports/")
    return address.rstrip("/") + "/"
