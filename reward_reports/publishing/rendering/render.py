"""One report to one file: a page of HTML that needs no other, Markdown, LaTeX, JSON, PDF or a Word document."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from reward_reports.base.errors import ConfigError, OutputError
from reward_reports.base.reading import shown
from reward_reports.base.writing import check_output
from reward_reports.publishing.formats import BINARY, FORMATS
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.redacted import check_choice, edition
from reward_reports.report.model import Report

_DRAWS_BESIDE = frozenset({("markdown", "paper")})
"""Formats, each with its layout, that show the reward map as a file of its own."""
_HEAD, _MAP_TITLE = 1_000, b'<title id="map-w-title">'
"""What every picture of a reward map has at its beginning."""


def render(
    report: Report,
    to: str = "html",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    templates: Path | None = None,
    map_file: str = "",
) -> str:
    """Render a report to a text. What the arguments mean, `reward_reports.render` tells; for `map_file` see `map_beside`.

    Raises:
        ConfigError: if a format, a layout or an audience is not known, or a template cannot be used.
    """
    if to in BINARY:
        raise ConfigError(f"{to} is not text; `render_bytes` makes it")
    check_choice("format", to, FORMATS)
    shown = edition(report, layout, audience, Files(folder), today, templates)
    text: str = FORMATS[to](replace(shown, map_file=quote(map_file)))
    return text


def render_bytes(
    report: Report,
    to: str = "pdf",
    layout: str = "paper",
    audience: str = "public",
    folder: Path | None = None,
    today: date | None = None,
    templates: Path | None = None,
    map_file: str = "",
) -> bytes:
    """Render a report to the bytes of a file: `pdf`, `docx`, or any format of `render`. The other arguments are those of `render`.

    Raises:
        ConfigError: as `render` does.
        MissingToolError: if the library that the format needs is not installed.
    """
    check_choice("format", to, [*FORMATS, *BINARY])
    if to in FORMATS:
        return render(report, to, layout, audience, folder, today, templates, map_file).encode()
    raw: bytes = BINARY[to](edition(report, layout, audience, Files(folder), today, templates))
    return raw


def map_beside(to: str, layout: str, output: str | os.PathLike[str] | None) -> str:
    """Return what the picture of the reward map beside an output is called; "" where the format needs none.

    Args:
        to: the format.
        layout: the layout.
        output: the file of the output; None or `-` for standard output, which has no place beside it.
    """
    if output in (None, "-") or (to, layout) not in _DRAWS_BESIDE:
        return ""
    file = Path(str(output))
    return f"{file.stem}.reward-map.svg" if file.is_file() or not file.exists() else ""


def check_map(file: Path) -> None:
    """Refuse a place for the picture of the reward map where it cannot be written, or where there is a file of another kind.

    Raises:
        OutputError: if it may not be written.
    """
    check_output(file)
    if file.is_file() and not _is_map(file):
        raise OutputError(
            f"{shown(file)} is not a reward map, so it is not overwritten; rename it or name another output"
        )


def _is_map(file: Path) -> bool:
    """Whether a file begins as our maps do. It is not read as an input is, since it may be written afterwards."""
    try:
        with file.open("rb") as stream:
            return _MAP_TITLE in stream.read(_HEAD)
    except OSError:
        return False


def map_picture(
    report: Report, audience: str = "public", folder: Path | None = None, today: date | None = None
) -> bytes:
    """Return the reward map of a report as an SVG file, in the language of the report. For the arguments see `render`."""
    from reward_reports.publishing.rendering.markdown_writer import MarkdownWriter
    from reward_reports.publishing.rendering.reward_map.printed import as_file
    from reward_reports.publishing.rendering.reward_map.reading import read

    context = edition(report, "paper", audience, Files(folder), today).context(MarkdownWriter)
    return as_file(read(context.report, context.words, context.newest_logged)).encode()
