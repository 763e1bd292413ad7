"""What the commands that watch reports share: finding, reading, and saying which cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reward_reports.base import inputs
from reward_reports.base.errors import InputError, InvalidReportError
from reward_reports.cli.options import color_option, output_option, reports_among
from reward_reports.cli.output_format import format_option
from reward_reports.cli.printing import say

if TYPE_CHECKING:
    from reward_reports.base.formats import OutputFormat
    from reward_reports.report.loading import Document
    from reward_reports.report.model import Report

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Loaded:
    """The reports that could be read, by the names of their files, and what is wrong with the others."""

    documents: list[Document] = field(default_factory=list)
    reports: list[tuple[str, Report]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def say_errors(self) -> None:
        """Print a line for each file that could not be read."""
        for error in self.errors:
            say(f"error: {error}")


def load_for(path: str, audience: str) -> Report:
    """Read a report.

    Args:
        path: its file.
        audience: who reads what is said where it does not load.

    Raises:
        InputError: if the file cannot be read.
        InvalidReportError: if it holds no report.
    """
    from reward_reports.report.loading import load_file

    report = load_file(path).require(audience)
    _note_files(path, report)
    return report


def load_reports(paths: Iterable[str], audience: str = "internal") -> Loaded:
    """Read the reports among and below the paths, with the include and exclude patterns of the settings.

    One that does not load is noted and the others are read all the same.

    Args:
        paths: files and folders.
        audience: who reads what is noted.

    Raises:
        InputError: if a path does not exist, or no report is found.
        ConfigError: if the configuration cannot be used.
    """
    from reward_reports.report.loading import load_file

    loaded = Loaded()
    files, limits = reports_among(tuple(paths) or (".",))
    for name in files:
        try:
            document = load_file(name, limits=limits)
            loaded.reports.append((name, document.require(audience)))
            loaded.documents.append(document)
            _note_files(name, loaded.reports[-1][1])
        except (InputError, InvalidReportError) as error:
            loaded.errors.append(str(error))
    return loaded


def _note_files(name: str, report: Report) -> None:
    """Note the files that a report names, also where a command has no use for them: no output takes their place."""
    from reward_reports.report.model.named_files import named_files

    folder = os.path.dirname(name)  # noqa: PTH120 pathlib costs start-up time
    inputs.note(*(os.path.join(folder, path) for path in named_files(report)))  # noqa: PTH118


def watching_options(formats: Mapping[str, OutputFormat]) -> Callable[[F], F]:
    """Add the options that every command on many reports has: format, output, colour, audience."""
    options = [
        format_option(formats, "text"),
        output_option,
        click.option(
            "--audience",
            type=click.Choice(["public", "auditor", "internal"]),
            help="The intended readers. Answers that they may not read are left out.",
        ),
        color_option,
    ]

    def add(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def colour_for(choice: Any, output: str | None) -> bool:
    """Whether a text that goes to `output` is to be coloured."""
    import sys

    from reward_reports.base.escaping.colour import wants_colour

    return wants_colour(choice, sys.stdout if output in (None, "-") else None)
