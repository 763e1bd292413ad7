"""One report to one file: a page of HTML that needs no other, Markdown, LaTeX, JSON, PDF or a Word document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from reward_reports.base.errors import ConfigError
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.redacted import Edition, check_choice, edition
from reward_reports.report.model import Report


def _lazy(module: str, function: str) -> Callable[[Edition], Any]:
    """Return what makes a format; its module is imported when it is first used."""

    def make(edition: Edition) -> Any:
        return getattr(import_module(f"reward_reports.publishing.rendering.{module}"), function)(edition)

    return make


FORMATS: dict[str, Callable[[Edition], str]] = {
    "html": _lazy("html", "as_html"),
    "markdown": _lazy("markdown", "as_markdown"),
    "latex": _lazy("latex", "as_latex"),
    "json": _lazy("data", "edition_as_json"),
}
"""What makes the text of each format."""

BINARY: dict[str, Callable[[Edition], bytes]] = {"pdf": _lazy("pdf", "as_pdf"), "docx": _lazy("docx", "as_docx")}
"""What makes the bytes of each format that is not text."""


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
    return FORMATS[to](edition(report, layout, audience, Files(folder), today, templates))


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
    return BINARY[to](edition(report, layout, audience, Files(folder), today, templates))
