"""One report to one file: a page of HTML that needs no other, Markdown, LaTeX, JSON, PDF or a Word document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reward_reports.base.errors import ConfigError
from reward_reports.publishing.formats import BINARY, FORMATS
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.redacted import check_choice, edition
from reward_reports.report.model import Report


def render(
    report: Report,
    to: str = "html",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    templates: Path | None = None,
) -> str:
    """Render a report to a text. What the arguments mean, `reward_reports.render` tells.

    Raises:
        ConfigError: if a format, a layout or an audience is not known, or a template cannot be used.
    """
    if to in BINARY:
        raise ConfigError(f"{to} is not text; `render_bytes` makes it")
    check_choice("format", to, FORMATS)
    text: str = FORMATS[to](edition(report, layout, audience, Files(folder), today, templates))
    return text


def render_bytes(
    report: Report,
    to: str = "pdf",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    templates: Path | None = None,
) -> bytes:
    """Render a report to the bytes of a file: `pdf`, `docx`, or any format of `render`. The other arguments are those of `render`.

    Raises:
        ConfigError: as `render` does.
        MissingToolError: if the library that the format needs is not installed.
    """
    check_choice("format", to, [*FORMATS, *BINARY])
    if to in FORMATS:
        return render(report, to, layout, audience, folder, today, templates).encode()
    raw: bytes = BINARY[to](edition(report, layout, audience, Files(folder), today, templates))
    return raw
