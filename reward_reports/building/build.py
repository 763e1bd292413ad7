"""Builds a site in a folder beside the old one and swaps the two, so that a failed build leaves the old site whole."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reward_reports.discovery import find_reports
from reward_reports.errors import InvalidReportError, OutputError
from reward_reports.loading import load_file
from reward_reports.model import Report
from reward_reports.rendering.html import SITE_POLICY, page_of_site, stylesheet
from reward_reports.rendering.html_writer import HtmlWriter
from reward_reports.rendering.pictures import MAX_COPIED, Pictures
from reward_reports.rendering.render import view_of
from reward_reports.rendering.templates import html_templates
from reward_reports.rendering.views import PageView

MARK = ".reward-reports-site"
"""A folder that holds this file is a site of ours and may be replaced."""
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True)
class BuildResult:
    """What was built.

    Attributes:
        output: the site's folder.
        pages: the names of the report pages, sorted.
    """

    output: Path
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One report in the index."""

    page: PageView
    address: str


def build(
    paths: Iterable[str | os.PathLike[str]],
    output: Path,
    *,
    layout: str = "paper",
    audience: str = "public",
    today: date | None = None,
) -> BuildResult:
    """Build a site of the reports among and below the paths.

    Args:
        paths: files and folders.
        output: the site's folder; made, or replaced if it is a site of ours.
        layout: `paper` or `builder`.
        audience: whom the site is for; answers for a narrower circle are held back, visibly.
        today: the date that counts as today; without it no page depends on the day it was made.

    Raises:
        InputError: if no report is found.
        InvalidReportError: if a report does not load, or two have the same id.
        OutputError: if the folder holds something that is no site of ours, or cannot be written.
    """
    reports = _load_all(find_reports(paths))
    _check_output(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    try:
        entries = [_write_page(draft, file, report, layout, audience, today) for file, report in reports]
        _write_frame(draft, entries)
        _swap(draft, output)
    except OSError as error:
        raise OutputError(f"{output.as_posix()} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return BuildResult(output, tuple(sorted(entry.address for entry in entries)))


def page_name(identity: str) -> str:
    """Return the file name of a report's page: its id, in characters that every file system and address can hold."""
    return re.sub(r"[^a-z0-9._-]", "-", identity.lower()).strip(".") + ".html"


def _load_all(files: list[str]) -> list[tuple[str, Report]]:
    made: dict[str, tuple[str, Report]] = {"index.html": ("the index of the site", None)}  # type: ignore[dict-item]
    for file in files:
        document = load_file(file)
        if document.report is None:
            problem = document.problems[0]
            place = document.place(document.span(problem))
            raise InvalidReportError(
                f"{file}:{place.line}:{place.column}: {problem.message}; run `reward-reports lint {file}`"
            )
        name = page_name(document.report.report.id)
        if name in made:
            raise InvalidReportError(
                f"{file} and {made[name][0]} would both be the page {name}: give one another `report.id`"
            )
        made[name] = (file, document.report)
    del made["index.html"]
    return sorted(made.values(), key=lambda pair: pair[1].report.id.lower())


def _check_output(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output.as_posix()} is a file; name a folder")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise OutputError(
            f"{output.as_posix()} holds files that are no site of ours; name an empty folder, or remove it"
        )


def _write_page(draft: Path, file: str, report: Report, layout: str, audience: str, today: date | None) -> Entry:
    def place(data: bytes, media_type: str) -> str:
        name = f"assets/{hashlib.sha256(data).hexdigest()[:16]}.{_SUFFIXES[media_type]}"
        (draft / "assets").mkdir(exist_ok=True)
        (draft / name).write_bytes(data)
        return name

    pictures = Pictures(Path(file).parent, place, MAX_COPIED)
    page = view_of(report, HtmlWriter, layout, audience, pictures, today)
    name = page_name(report.report.id)
    (draft / name).write_text(page_of_site(page), "utf-8", newline="\n")
    return Entry(page, name)


def _write_frame(draft: Path, entries: list[Entry]) -> None:
    (draft / "assets").mkdir(exist_ok=True)
    (draft / "assets" / "style.css").write_text(stylesheet(), "utf-8", newline="\n")
    index = html_templates().get_template("index.html").render(entries=entries, policy=SITE_POLICY)
    (draft / "index.html").write_text(index, "utf-8", newline="\n")
    (draft / MARK).write_text("This folder is made by `reward-reports build`, which replaces it.\n", "utf-8")


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
