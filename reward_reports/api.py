"""The public functions: load, lint, compare, render, build. Import them from `reward_reports`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reward_reports.errors import InvalidReportError
from reward_reports.linting.finding import Result
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings, find_settings

if TYPE_CHECKING:
    from reward_reports.building import BuildResult
    from reward_reports.building.build import Progress
    from reward_reports.comparing import Change
    from reward_reports.loading import Limits
    from reward_reports.model import Report

PathLike: TypeAlias = "str | os.PathLike[str]"


def load(path: PathLike) -> Report:
    """Read a report from a file.

    Args:
        path: a YAML file.

    Returns:
        The report, frozen and typed.

    Raises:
        InputError: if the file cannot be read.
        InvalidReportError: if what it holds is no report; the message names the first problem and its place.
    """
    from reward_reports.loading import load_file

    document = load_file(path if isinstance(path, Path) else os.fspath(path))
    if document.report is None:
        raise InvalidReportError(document.first_problem())
    return document.report


def lint(*paths: PathLike, settings: Settings | None = None, today: date | None = None, cache: bool = False) -> Result:
    """Lint the reports among and below the paths.

    Args:
        paths: files and folders.
        settings: how to lint; by default what the configuration nearest to the working folder says.
        today: the date that counts as today; by default this day.
        cache: whether to keep findings for the next run.

    Raises:
        InputError: if nothing is found or a file cannot be read.
        ConfigError: if the configuration cannot be used.
    """
    chosen = settings or find_settings(Path.cwd())
    return lint_paths(paths, chosen, today or date.today(), cache=cache)  # noqa: DTZ011 the author's own calendar day


def compare(old: Report | PathLike, new: Report | PathLike) -> tuple[Change, ...]:
    """Return what changed between two reports, or the reports in two files.

    Args:
        old: the earlier one.
        new: the later one.

    Returns:
        The changes in the order of the report; none for equal reports.

    Raises:
        InputError: if a file cannot be read.
        InvalidReportError: if what it holds is no report.
    """
    from reward_reports.comparing import compare as compare_reports

    before, after = (load(one) if isinstance(one, str | os.PathLike) else one for one in (old, new))
    return compare_reports(before, after)


def render(
    report: Report | PathLike,
    to: str = "html",
    layout: str = "paper",
    audience: str = "public",
    folder: PathLike | None = None,
    today: date | None = None,
    templates: PathLike | None = None,
) -> str:
    """Render a report, or the report in a file, to a text.

    Args:
        report: the report, or the YAML file that holds it.
        to: `html` (one file that needs no other), `markdown` (GitHub-flavoured), `latex` or `json`.
        layout: `paper`, the sections of the 2022 paper, or `builder`, those of the later web builder.
        audience: `public`, `auditor` or `internal`; answers for a narrower circle are held back, visibly.
        folder: where the report lies, for its figures; by default the file's own. Nothing outside it is read.
        today: the date that counts as today; without it the page says nothing that depends on the day it was made.
        templates: a folder of templates that go before ours.

    Returns:
        The text, the same for the same arguments.

    Raises:
        InputError: if the file cannot be read.
        InvalidReportError: if what it holds is no report.
        ConfigError: if a format, a layout or an audience is not known, or a template cannot be used.
    """
    from reward_reports.rendering import render as render_report

    if isinstance(report, str | os.PathLike):
        folder = folder or Path(report).parent
        report = load(report)
    return render_report(report, to, layout, audience, _path(folder), today, _path(templates))


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
) -> BuildResult:
    """Build a site of the reports among and below the paths.

    Args:
        paths: a file or folder, or several.
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
        cache: a folder to remember the site in, so that the next build takes over what has not changed; None to make all anew.

    Returns:
        What was written.

    Raises:
        ConfigError: if the address is none, or a template cannot be used.
        InputError: if no report is found.
        InvalidReportError: if a report does not load, or two have the same id.
        OutputError: if the folder holds something that is no site of ours, or cannot be written.
    """
    from reward_reports.building import build as build_site

    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return build_site(
        named, Path(output), layout=layout, audience=audience, today=today, limits=limits, jobs=jobs, progress=progress,
        base_url=base_url, templates=_path(templates), history=history, cache=_path(cache),
    )  # fmt: skip


def _path(given: PathLike | None) -> Path | None:
    return Path(given) if given is not None else None
