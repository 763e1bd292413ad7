"""What several commands share: dates as options, output to a file or the terminal."""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reward_reports.base import inputs
from reward_reports.base.errors import ConfigError
from reward_reports.base.escaping.visible import visible, written_out
from reward_reports.cli.printing import echo, for_file, say

if TYPE_CHECKING:
    from reward_reports.linting.nearest import Nearest
    from reward_reports.linting.settings import Settings
    from reward_reports.report.loading import Document, Limits

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
_WORTH_A_BAR = 200
_LAST_YEAR = 9000
"""After it, spans of time from a day would leave Python's calendar."""
_SETTINGS = f"{__name__}.settings"


def day(text: str) -> date:
    """Read a day as an option gives it: 2026-03-31."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a valid date; write it as 2026-03-31") from None
    if read.year > _LAST_YEAR:
        raise click.BadParameter(f"{text} is too late; name a day before the year {_LAST_YEAR + 1}")
    return read


today_option = click.option(
    "--today",
    type=day,
    metavar="YYYY-MM-DD",
    default=None,
    help="The date to use as today. Default: the current date.",
)
"""`--today`, the date that counts as today."""
output_option = click.option(
    "--output", "-o", metavar="FILE", help="The file to write. Default, and for `-`: standard output."
)
"""`--output`, a file in place of standard output."""
audience_option = click.option(
    "--audience",
    type=click.Choice(["public", "auditor", "internal"]),
    default="public",
    show_default=True,
    help="The intended readers. Answers that they may not read are marked as restricted.",
)
"""`--audience`, whom the result is for."""
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colour.",
)
"""`--color`, when to use colour."""


def page_options(function: F) -> F:
    """Add `--layout` and `--audience`, which every command that makes pages has."""
    layout = click.option(
        "--layout",
        type=click.Choice(["paper", "builder"]),
        default="paper",
        show_default=True,
        help="The order of the sections.",
    )
    return layout(audience_option(function))


templates_option = click.option(
    "--templates",
    metavar="FOLDER",
    default=None,
    help="A folder of templates that replace the built-in ones: html/, markdown/, latex/, typst/, docx/. "
    "Default: the setting `templates`.",
)
"""`--templates`, a folder of templates that go before ours."""


def templates_folder(given: str | None) -> Path | None:
    """Return the folder of templates that was named, or that of the settings, if any.

    Raises:
        ConfigError: if it is not a folder, or the settings cannot be used.
    """
    from reward_reports.api.options import own_templates

    folder = own_templates(given, settings_here() if given is None else None)
    if folder:  # another process reads them, or has left them compiled
        inputs.note(*(str(file) for pattern in ("*/*", "*/css/*") for file in folder.glob(pattern)))
    return folder


jobs_option = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=0,
    help="The number of processes. Default: the number of processors.",
)
"""`--jobs`, the number of processes."""


def progress_bar(label: str) -> Callable[[Iterable[T], int], Iterable[T]]:
    """Return what shows long work as it goes on, if somebody watches a terminal."""

    def show(results: Iterable[T], length: int) -> Iterable[T]:
        if length < _WORTH_A_BAR or not sys.stderr.isatty():
            yield from results
            return
        with click.progressbar(results, length=length, label=label, file=sys.stderr) as bar:
            yield from bar

    return show


def settings_here() -> Settings:
    """Return the settings of the working folder, looked for once. A file that is not used is reported on the error stream.

    Raises:
        ConfigError: if the settings cannot be used.
    """
    from reward_reports.linting.settings import find_settings

    known = click.get_current_context().meta
    if _SETTINGS not in known:
        known[_SETTINGS] = find_settings(Path.cwd(), note)
    settings: Settings = known[_SETTINGS]
    return settings


def nearest_settings() -> Nearest:
    """Return what gives a report the settings nearest to it."""
    from reward_reports.linting.nearest import Nearest

    return Nearest(settings_here(), note)


def note(message: str) -> None:
    """Tell something on the error stream that changes no result."""
    say(f"note: {message}")


def reports_among(paths: tuple[str, ...]) -> tuple[list[str], Limits]:
    """Return the reports among and below the paths, as the settings say, and how much of each is read.

    Raises:
        InputError: if nothing is found.
        ConfigError: if the settings cannot be used.
    """
    from reward_reports.base.discovery import find_reports
    from reward_reports.report.loading import Limits

    settings = settings_here()
    search = settings.include, settings.exclude, settings.root, note
    files = find_reports(paths, *search, nearest=nearest_settings().of_folder)
    return files, Limits(max_bytes=settings.max_bytes)


def cache_folder() -> Path:
    """Return the folder in which runs remember things: beside the settings, else in the working folder."""
    from reward_reports.base.caching import FOLDER

    return Path(settings_here().root) / FOLDER


def real_today(given: date | None) -> date:
    """Return the given date, or else this day."""
    return given or date.today()  # noqa: DTZ011 the author's own calendar day is meant


def write_output(text: str, output: str | None, form: str = "text") -> None:
    """Write a result to a file, whole or not at all, or to standard output if none or `-` is named.

    Args:
        text: the result.
        output: the file.
        form: the format, as the command line names it.

    Raises:
        OutputError: if it cannot be written.
    """
    if output in (None, "-"):
        echo(text, form=form)
        return
    write_file(Path(str(output)), for_file(text, form))


def write_bytes(data: bytes, output: str | None) -> None:
    """Write a result that is not text, as `write_output` does; never to a terminal, which it would upset.

    Raises:
        ConfigError: if it would go to a terminal.
        OutputError: if it cannot be written.
    """
    if output not in (None, "-"):
        write_file(Path(str(output)), data)
        return
    if sys.stdout.isatty():
        raise ConfigError("this format cannot be shown in a terminal; write it to a file with -o FILE")
    sys.stdout.buffer.write(data)


def write_file(file: Path, content: str | bytes, *, new: bool = False) -> None:
    """Write a file that a command makes, whole or not at all; see `reward_reports.base.writing.write_file`.

    Raises:
        OutputError: if it cannot be written, or must not be.
    """
    from reward_reports.base import writing

    if not new:
        writing.check_no_report(file)
    writing.write_file(file, content.encode() if isinstance(content, str) else content, new=new)


def write_back(document: Document, text: str, *, keep_mark: bool = True) -> None:
    """Write the new text of a report in the place of what was read.

    Args:
        document: the report as it was read.
        text: the new text.
        keep_mark: whether a byte order mark stays.

    Raises:
        OutputError: if somebody has changed the file since, it is a link that leads out of its folder, or it cannot be
            written.
    """
    from reward_reports.base import writing

    mark = BOM_UTF8 if keep_mark and document.raw.startswith(BOM_UTF8) else b""
    writing.write_file(document.name, mark + text.encode(), seen=document.raw)


def is_left_alone(name: str, named: Iterable[str]) -> bool:
    """Whether a report is a link that a search has found, which no command writes through. If so, a note says so.

    Args:
        name: the report.
        named: the files and folders that were named.
    """
    if not Path(name).is_symlink() or name in {path.replace(os.sep, "/") for path in named}:
        return False
    note(f"{name} is a link found in a folder, so it was not changed; to change it, name it or its target")
    return True


_LIKE_A_HEAD = re.compile(r"\A([-+])\1(?=\1 )")
"""A line that came or went and looks like the head of a diff, which Buildkite folds the log at."""


def diff_of(name: str, before: str, after: str) -> str:
    """Return what changed in a file as a unified diff that is safe to print."""
    from difflib import unified_diff

    old, new = (text.removesuffix("\n").split("\n") for text in (before, after))
    lines = [visible(line) for line in unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="")]
    body = (_LIKE_A_HEAD.sub(lambda match: match[1] + written_out(match[1]), line) for line in lines[2:])
    return "".join(f"{line}\n" for line in [*lines[:2], *body])
