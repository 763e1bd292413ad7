"""`--format`, and the format that the ending of `--output` asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from reward_reports.base.errors import ConfigError

F = TypeVar("F", bound=Callable[..., Any])

_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "text": (".txt", ".log"),
    "sarif": (".sarif", ".sarif.json"),
    "cyclonedx": (".cdx.json", ".bom.json"),
    "csv": (".csv",),
    "json": (".json",),
    "eval-results": (".yaml", ".yml"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "junit": (".xml",),
    "ics": (".ics",),
    "latex": (".tex",),
    "pdf": (".pdf",),
    "docx": (".docx",),
}
"""The endings of files in each format; where one ending is part of another, the longer one comes first."""


def format_option(formats: Collection[str], default: str | None, *also: str) -> Callable[[F], F]:
    """Add `--format`, which is passed as `form`.

    Args:
        formats: the names to choose from.
        default: the format without `--format` and without an ending that asks for one; None if there is none.
        also: further names of the option.
    """
    otherwise = f", otherwise {default}" if default else ""
    return click.option(
        "--format",
        "-f",
        *also,
        "form",
        type=click.Choice(list(formats)),
        default=None,
        help=f"The output format. Default: by the ending of the output file{otherwise}.",
    )


def format_of(given: str | None, output: str | None, formats: Collection[str], default: str | None) -> str:
    """Return the format to write.

    Args:
        given: the value of `--format`, if any.
        output: the value of `--output`, if any.
        formats: the formats of the command.
        default: the format where neither decides; None if one of them must.

    Raises:
        ConfigError: if no format of the command has the ending of the output, or nothing decides.
    """
    name = Path(output or "").name.lower()
    if given or not Path(name).suffix:
        return _required(given or default, formats)
    asked = [form for form, endings in _ENDINGS.items() if name.endswith(endings)]
    form = next(
        (form for form in asked if form in formats), default if asked == ["text"] and default == "text" else None
    )
    if form is None:
        raise ConfigError(
            f"{output}: the ending does not say which format to write; choose one with --format: {', '.join(formats)}"
        )
    return form


def _required(form: str | None, formats: Collection[str]) -> str:
    if form is None:
        raise click.UsageError(f"choose a format with --format: {', '.join(formats)}")
    return form
