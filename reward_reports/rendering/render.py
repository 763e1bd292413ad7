"""One report to one text: Markdown, or a page of HTML that needs no other file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from reward_reports.errors import ConfigError
from reward_reports.model import LAYOUTS, Layout, Report
from reward_reports.model.base import AUDIENCES
from reward_reports.model.redaction import redact
from reward_reports.rendering.html import page_to_html
from reward_reports.rendering.html_writer import HtmlWriter
from reward_reports.rendering.markdown import page_to_markdown
from reward_reports.rendering.markdown_writer import MarkdownWriter
from reward_reports.rendering.page import page_view
from reward_reports.rendering.pictures import Pictures
from reward_reports.rendering.targets import targets_of
from reward_reports.rendering.views import PageView
from reward_reports.rendering.writer import Writer

FORMATS: dict[str, tuple[type[Writer], Callable[[PageView], str]]] = {
    "markdown": (MarkdownWriter, page_to_markdown),
    "html": (HtmlWriter, page_to_html),
}
"""By name: what writes the small parts, and what makes the page of them."""


def render(
    report: Report,
    to: str = "html",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
) -> str:
    """Render a report.

    Args:
        report: the report.
        to: `html` (one file that needs no other) or `markdown` (GitHub-flavoured).
        layout: `paper`, the sections of the 2022 paper, or `builder`, those of the later web builder.
        audience: `public`, `auditor` or `internal`; answers for a narrower circle are held back, visibly.
        folder: where the report lies, for its figures; nothing outside it is read.
        today: the date that counts as today; without it the page says nothing that depends on the day it was made.

    Returns:
        The text, the same for the same arguments.

    Raises:
        ConfigError: if a format, a layout or an audience is not known.
    """
    check_choice("format", to, FORMATS)
    writer, finish = FORMATS[to]
    return finish(view_of(report, writer, layout, audience, Pictures(folder), today))


def view_of(
    report: Report, writer: type[Writer], layout: str, audience: str, pictures: Pictures, today: date | None
) -> PageView:
    """Return what a page shows of a report, for this audience alone.

    Raises:
        ConfigError: if the layout or the audience is not known.
    """
    check_choice("audience", audience, AUDIENCES)
    return view_of_seen(redact(report, audience), writer, layout, audience, pictures, today)


def view_of_seen(
    seen: Report, writer: type[Writer], layout: str, audience: str, pictures: Pictures, today: date | None
) -> PageView:
    """Return what a page shows of a report that is redacted for its audience already.

    Raises:
        ConfigError: if the layout is not known.
    """
    chosen = _layout(layout)
    return page_view(seen, writer(targets_of(seen, chosen), pictures), chosen, audience, today)


def _layout(name: str) -> Layout:
    check_choice("layout", name, LAYOUTS)
    return next(layout for layout in LAYOUTS if layout == name)


def check_choice(what: str, value: str, known: object) -> None:
    """Refuse a value that is not among the known ones.

    Raises:
        ConfigError: naming the known ones.
    """
    choices = list(known)  # type: ignore[call-overload]
    if value not in choices:
        raise ConfigError(f"there is no {what} {value!r}; choose {' or '.join(choices)}")
