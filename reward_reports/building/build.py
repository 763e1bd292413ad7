"""Builds a site in a folder beside the old one and swaps the two, so that a failed build leaves the old site whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from reward_reports.building.entry import Entry
from reward_reports.building.feed import feed, sitemap
from reward_reports.building.filters import filters_of, tagged
from reward_reports.building.matrix import matrix_of
from reward_reports.building.pages import Pages, check_names, write_pages
from reward_reports.discovery import find_reports
from reward_reports.errors import ConfigError, OutputError
from reward_reports.loading import Limits
from reward_reports.rendering.addresses import safe_address
from reward_reports.rendering.frame import Frame, Link
from reward_reports.rendering.html import SCRIPTED_POLICY, site_page, site_script, site_stylesheet

MARK = ".reward-reports-site"
"""A folder that holds this file is a site of ours and may be replaced."""

Progress = Callable[[Iterable[Entry], int], Iterable[Entry]]


@dataclass(frozen=True)
class BuildResult:
    """What was built.

    Attributes:
        output: the site's folder.
        pages: the names of the report pages, sorted.
    """

    output: Path
    pages: tuple[str, ...]


def build(
    paths: Iterable[str | os.PathLike[str]],
    output: Path,
    *,
    layout: str = "paper",
    audience: str = "public",
    today: date | None = None,
    limits: Limits | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    base_url: str | None = None,
    templates: Path | None = None,
    history: bool = False,
) -> BuildResult:
    """Build a site of the reports among and below the paths.

    Args:
        paths: files and folders.
        output: the site's folder; made, or replaced if it is a site of ours.
        layout: `paper` or `builder`.
        audience: whom the site is for; answers for a narrower circle are held back, visibly.
        today: the date that counts as today; without it no page depends on the day it was made.
        limits: how much of each report is read.
        jobs: how many processes, 0 for as many as there are processors; the site is the same whatever their number.
        progress: wraps the pages as they are written, to show them.
        base_url: where the site will stand, such as https://city.example/reports/; it makes the links of the feed whole,
            gives every page its address, and adds a sitemap.
        templates: a folder of templates that go before ours.
        history: whether earlier versions, as git knows them, get pages, and what each changed.

    Raises:
        ConfigError: if the address is none, or a template cannot be used.
        InputError: if no report is found.
        InvalidReportError: if a report does not load, or two have the same id.
        OutputError: if the folder holds something that is no site of ours, or cannot be written.
    """
    base = _base(base_url) if base_url else None
    files = find_reports(paths)
    _check_output(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    try:
        pages = Pages(draft, layout, audience, today, limits or Limits(), base, templates, history)
        with closing(write_pages(pages, files, jobs)) as written:
            entries = check_names(progress(written, len(files)) if progress else written)
        _write_frame(draft, entries, base, templates)
        _swap(draft, output)
    except OSError as error:
        raise OutputError(f"{output.as_posix()} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return BuildResult(output, tuple(sorted(entry.address for entry in entries)))


def _check_output(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output.as_posix()} is a file; name a folder")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise OutputError(
            f"{output.as_posix()} holds files that are no site of ours; name an empty folder, or remove it"
        )


def _base(address: str) -> str:
    """Return the address of a site with a slash at its end, so that the names of pages can stand behind it."""
    if not safe_address(address) or not address.startswith(("http://", "https://")) or set("?#") & set(address):
        raise ConfigError(f"{address!r} is no address of a site; write it as https://city.example/reports/")
    return address.rstrip("/") + "/"


def _write_frame(draft: Path, entries: list[Entry], base: str | None, own: Path | None) -> None:
    """Write what belongs to no single report."""
    (draft / "assets").mkdir(exist_ok=True)
    listed = tagged(entries)
    index = {"entries": listed, "filters": filters_of(listed), "policy": SCRIPTED_POLICY}
    files = {
        "assets/style.css": site_stylesheet(own),
        "assets/index.js": site_script(),
        "index.html": site_page("index.html", _frame("index.html", base), own, **index),
        "disclosure.html": site_page("disclosure.html", _frame("disclosure.html", base), own, **matrix_of(listed)),
        "feed.xml": feed(entries, base),
        MARK: "This folder is made by `reward-reports build`, which replaces it.\n",
    }
    for name, text in files.items():
        (draft / name).write_text(text, "utf-8", newline="\n")
    if base:
        pages = [file.relative_to(draft).as_posix() for file in draft.rglob("*.html")]
        (draft / "sitemap.xml").write_text(sitemap(pages, base), "utf-8", newline="\n")


def _frame(here: str, base: str | None) -> Frame:
    """Return how a page about all reports stands in the site."""
    pages = {"index.html": "All reports", "disclosure.html": "What they disclose", "feed.xml": "Changes as a feed"}
    links = [Link(label, name, name == here) for name, label in pages.items()]
    return Frame(address=urljoin(base, here) if base else None, links=links)


def _swap(draft: Path, output: Path) -> None:
    """Put the new site in the place of the old one."""
    draft.chmod(0o755)
    if not output.exists():
        draft.rename(output)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{output.name}.old.", dir=output.parent))
    output.rename(old / "site")
    try:
        draft.rename(output)
    except OSError:
        (old / "site").rename(output)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
