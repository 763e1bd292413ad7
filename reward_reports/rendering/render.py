"""One report to one file: a page of HTML that needs no other, Markdown, LaTeX, JSON, PDF or a Word document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from reward_reports.errors import ConfigError
from reward_reports.model import Report
from reward_reports.rendering.data import edition_as_json
from reward_reports.rendering.edition import Edition, check_choice, edition
from reward_reports.rendering.html import as_html
from reward_reports.rendering.latex import as_latex
from reward_reports.rendering.markdown import as_markdown

FORMATS: dict[str, Callable[[Edition], str]] = {
    "html": as_html,
    "markdown": as_markdown,
    "latex": as_latex,
    "json": edition_as_json,
}
"""What makes the text of each format."""

BINARY: dict[str, Callable[[Edition], bytes]] = {}
"""What makes the bytes of each format that is no text."""


def render(
    report: Report,
    to: str = "html",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    templates: Path | None = None,
) -> str:
    """Render a report to a text.

    Args:
        report: the report.
        to: `html` (one file that needs no other), `markdown` (GitHub-flavoured), `latex` or `json`.
        layout: `paper`, the sections of the 2022 paper, or `builder`, those of the later web builder.
        audience: `public`, `auditor` or `internal`; answers for a narrower circle are held back, visibly.
        folder: where the report lies, for its figures; nothing outside it is read.
        today: the date that counts as today; without it the page says nothing that depends on the day it was made.
        templates: a folder of templates that go before ours.

    Returns:
        The text, the same for the same arguments.

    Raises:
        ConfigError: if a format, a layout or an audience is not known, or a template cannot be used.
    """
    if to in BINARY:
        raise ConfigError(f"{to} is no text; `render_bytes` makes it")
    check_choice("format", to, FORMATS)
    return FORMATS[to](edition(report, layout, audience, folder, today, templates))


def render_bytes(
    report: Report,
    to: str = "pdf",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    templates: Path | None = None,
) -> bytes:
    """Render a report to the bytes of a file: of any format of `render` or of `BINARY`.

    Raises:
        ConfigError: as `render` does.
        MissingToolError: if the library that the format needs is not installed.
    """
    check_choice("format", to, [*FORMATS, *BINARY])
    if to in FORMATS:
        return render(report, to, layout, audience, folder, today, templates).encode()
    return BINARY[to](edition(report, layout, audience, folder, today, templates))
