"""The public functions: load, lint, compare, render, build. Import them from `reward_reports`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reward_reports.base.discovery import PathLike, as_path
from reward_reports.base.errors import ConfigError
from reward_reports.linting.finding import Result
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings, find_settings

if TYPE_CHECKING:
    from reward_reports.changes.comparing import Change
    from reward_reports.publishing.site import build
    from reward_reports.report.model import Report

__all__ = ["build", "compare", "lint", "load", "render"]


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
    from reward_reports.report.loading import load_file

    return load_file(path if isinstance(path, Path) else os.fspath(path)).require()


def lint(
    *paths: PathLike,
    settings: Settings | None = None,
    today: date | None = None,
    cache: bool = False,
    audience: str = "internal",
) -> Result:
    """Lint the reports among and below the paths.

    Args:
        paths: files and folders.
        settings: how to lint; by default what the configuration nearest to the working folder says.
        today: the date that counts as today; by default this day.
        cache: whether to keep findings for the next run.
        audience: who reads the findings, `public`, `auditor` or `internal`; of answers that they may not read, only the rule
            and the field are named.

    Raises:
        InputError: if nothing is found or a file cannot be read.
        ConfigError: if the configuration or the audience cannot be used.
    """
    if audience not in ("public", "auditor", "internal"):
        raise ConfigError(f"there is no audience {audience!r}; choose public, auditor or internal")
    chosen, day = settings or find_settings(Path.cwd()), today or date.today()  # noqa: DTZ011 the author's own calendar day
    return lint_paths(paths, chosen, day, cache=cache, audience=audience)


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
    from reward_reports.changes.comparing import compare as compare_reports

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
    from reward_reports.publishing.rendering import render as render_report

    if isinstance(report, str | os.PathLike):
        folder = folder or Path(report).parent
        report = load(report)
    return render_report(report, to, layout, audience, as_path(folder), today, as_path(templates))


def __getattr__(name: str) -> Any:
    if name == "build":  # imported when it is first used: it needs jinja2, and linting does not
        from reward_reports.publishing.site import build

        return build
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
