"""Reports turned into pages and files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from reward_reports.api.options import Audience, FileFormat, Layout, TextFormat, format_of, own_templates
from reward_reports.api.reports import as_report
from reward_reports.base.discovery import PathLike, as_path
from reward_reports.base.errors import ConfigError
from reward_reports.linting.settings import Settings
from reward_reports.report.model import Report


def render(
    report: Report | PathLike,
    to: TextFormat = "html",
    layout: Layout = "paper",
    audience: Audience = "public",
    folder: PathLike | None = None,
    today: date | None = None,
    templates: PathLike | None = None,
    settings: Settings | None = None,
) -> str:
    """Render a report, or the report in a file, to a text. For PDF and Word documents there is `render_file`.

    Args:
        report: the report, or the YAML file that holds it.
        to: `html` (one file that needs no other), `markdown` (GitHub-flavoured), `latex` or `json`.
        layout: `paper`, the sections of the 2022 paper, or `builder`, those of the later web builder.
        audience: `public`, `auditor` or `internal`; answers for a narrower circle are held back, visibly.
        folder: where the report lies, for its figures; by default the file's own. Nothing outside it is read.
        today: the date that counts as today; without it nothing on the page depends on the day it was made.
        templates: a folder of templates that go before ours; by default that of the settings.
        settings: by default the settings nearest to the working folder.

    Returns:
        The text, the same for the same arguments.

    Raises:
        InputError: if the file cannot be read.
        InvalidReportError: if the file does not hold a report.
        ConfigError: if a format, a layout or an audience is unknown, the format is not text, or a template cannot be used.
    """
    from reward_reports.publishing.rendering import BINARY
    from reward_reports.publishing.rendering import render as render_text

    if to in BINARY:
        raise ConfigError(
            f"render returns text, and {to} is not text; write it with render_file(report, 'report.{to}')"
        )
    own = own_templates(templates, settings)
    return render_text(as_report(report), to, layout, audience, _folder(report, folder), today, own)


def render_file(
    report: Report | PathLike,
    file: PathLike,
    to: FileFormat | None = None,
    layout: Layout = "paper",
    audience: Audience = "public",
    folder: PathLike | None = None,
    today: date | None = None,
    templates: PathLike | None = None,
    settings: Settings | None = None,
) -> Path:
    """Render a report, or the report in a file, to a file, whole or not at all; one that is there is replaced.

    Markdown cannot hold a picture: the reward map of `REPORT.md` is written beside it, as `REPORT.reward-map.svg`.

    Args:
        report: the report, or the YAML file that holds it.
        file: the new file; its folder must exist.
        to: a format of `render`, `pdf` or `docx`; by default what the ending of the file says: `.html`, `.md`, `.tex`, `.json`,
            `.pdf` or `.docx`.
        layout: as for `render`.
        audience: as for `render`.
        folder: as for `render`.
        today: as for `render`.
        templates: as for `render`.
        settings: as for `render`.

    Returns:
        The file.

    Raises:
        InputError: if the report's file cannot be read.
        InvalidReportError: if it does not hold a report.
        ConfigError: as `render` does, and if the ending of the file is not that of a format.
        MissingToolError: if PDF or Word is asked for and what makes it is not installed.
        OutputError: if the file cannot be written, or is a report.
    """
    from reward_reports.base import inputs
    from reward_reports.base.writing import check_no_report, write_file
    from reward_reports.publishing.rendering import check_map, map_beside, map_picture, render_bytes

    kind = to or format_of(file)
    check_no_report(file)
    own = own_templates(templates, settings)
    with inputs.noted():
        if isinstance(report, str | os.PathLike):
            inputs.note(os.fspath(report))
        loaded, picture = as_report(report), map_beside(kind, layout, file)
        beside = Path(file).with_name(picture) if picture else None
        if beside:
            check_map(beside)
        data = render_bytes(loaded, kind, layout, audience, _folder(report, folder), today, own, picture)
        write_file(file, data)
        if beside:
            write_file(beside, map_picture(loaded, audience, _folder(report, folder), today))
    return Path(file)


def export(
    report: Report | PathLike,
    to: str,
    audience: Audience = "public",
    folder: PathLike | None = None,
    today: date | None = None,
) -> str:
    """Turn a report, or the report in a file, into a form that other tools read.

    Args:
        report: the report, or the YAML file that holds it.
        to: `model-card` (Hugging Face), `cyclonedx`, `croissant`, or the items of a framework with the answers:
            `eu-ai-act`, `eu-gpai`, `dsa-recommender`, `frontier-transparency`, `nist-ai-rmf` or `fmti` as Markdown, the
            same with `-json` at the end, or `fmti-csv`.
        audience: `public`, `auditor` or `internal`; answers for a narrower circle are left out.
        folder: where the report lies; by default the file's own.
        today: the date that counts as today, where the form names one.

    Returns:
        The text.

    Raises:
        InputError: if the file cannot be read, or the report holds nothing that the form is for.
        InvalidReportError: if the file does not hold a report.
        ConfigError: if the form or the audience is unknown.
    """
    from reward_reports.exchange.exporting import export as export_report

    return export_report(as_report(report), to, audience, _folder(report, folder), today)


def _folder(report: Report | PathLike, folder: PathLike | None) -> Path | None:
    """Return the folder that a report lies in, as far as it is known."""
    if folder is None and isinstance(report, str | os.PathLike):
        return Path(report).parent
    return as_path(folder)
