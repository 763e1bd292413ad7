"""The public functions: load, lint, compare, render, build. Import them from `reward_reports`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reward_reports.errors import InvalidReportError
from reward_reports.linting.finding import Result
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings, find_settings

if TYPE_CHECKING:
    from reward_reports.building import BuildResult
    from reward_reports.comparing import Change
    from reward_reports.model import Report


def load(path: str | os.PathLike[str]) -> Report:
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


def lint(
    *paths: str | os.PathLike[str], settings: Settings | None = None, today: date | None = None, cache: bool = False
) -> Result:
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


def compare(old: Report | str | os.PathLike[str], new: Report | str | os.PathLike[str]) -> tuple[Change, ...]:
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


def render(report: Report | str | os.PathLike[str], **options: Any) -> str:
    """Render a report, or the report in a file; see `reward_reports.rendering.render` for the options."""
    from reward_reports.rendering import render as render_report

    if isinstance(report, str | os.PathLike):
        options.setdefault("folder", Path(report).parent)
        report = load(report)
    return render_report(report, **options)


def build(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], output: str | os.PathLike[str], **options: Any
) -> BuildResult:
    """Build a site of the reports among and below the paths; see `reward_reports.building.build` for the options.

    Args:
        paths: a file or folder, or several.
        output: the site's folder.
        options: see there.
    """
    from reward_reports.building import build as build_site

    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return build_site(named, Path(output), **options)
