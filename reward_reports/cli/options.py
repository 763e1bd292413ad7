"""What several commands share: dates as options, output to a file or the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reward_reports.base.errors import ConfigError, OutputError

if TYPE_CHECKING:
    from reward_reports.report.loading import Limits

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
_WORTH_A_BAR = 200


def day(text: str) -> date:
    """Read a day as an option gives it: 2026-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date: write it as 2026-03-31") from None


def today_option(function: F) -> F:
    """Add `--today`, the date that counts as today."""
    return click.option(
        "--today",
        type=day,
        metavar="YYYY-MM-DD",
        default=None,
        help="The date that counts as today, for checks of due dates. Default: the real one.",
    )(function)


def output_option(function: F) -> F:
    """Add `--output`, a file in place of standard output."""
    return click.option(
        "--output", "-o", metavar="FILE", help="Where it goes; standard output if none or `-` is named."
    )(function)


_ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


def form_of(options: dict[str, Any], formats: Collection[str]) -> str:
    """Return the format that was asked for, else the one that the name of the output tells, else text."""
    told = _ENDINGS.get(Path(options["output"] or "").suffix.lower(), "")
    return str(options["form"] or (told if told in formats else "text"))


def audience_option(function: F) -> F:
    """Add `--audience`, whom the result is for."""
    return click.option(
        "--audience",
        type=click.Choice(["public", "auditor", "internal"]),
        default="public",
        show_default=True,
        help="Whom it is for; what they may not read is held back, visibly.",
    )(function)


def color_option(function: F) -> F:
    """Add `--color`, when to use colour."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="When to use colour.",
    )(function)


def page_options(function: F) -> F:
    """Add `--layout` and `--audience`, which every command that makes pages has."""
    layout = click.option(
        "--layout",
        type=click.Choice(["paper", "builder"]),
        default="paper",
        show_default=True,
        help="The order of sections.",
    )
    return layout(audience_option(function))


def templates_option(function: F) -> F:
    """Add `--templates`, a folder of templates that go before ours."""
    return click.option(
        "--templates",
        metavar="FOLDER",
        default=None,
        help="Templates of your own, which go before ours: html/, markdown/, latex/, typst/, docx/. "
        "Default: the setting `templates`.",
    )(function)


def templates_folder(given: str | None) -> Path | None:
    """Return the folder of templates that was named, or that of the settings, if any.

    Raises:
        ConfigError: if it is no folder, or the settings cannot be used.
    """
    if given is not None:
        folder = Path(given)
    else:
        from reward_reports.linting.settings import find_settings

        settings = find_settings(Path.cwd())
        if settings.templates is None:
            return None
        folder = Path(settings.root, settings.templates)
    if not folder.is_dir():
        raise ConfigError(f"{folder.as_posix()} is no folder of templates")
    return folder


def jobs_option(function: F) -> F:
    """Add `--jobs`, the number of processes."""
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(0),
        default=0,
        help="How many processes. Default: as many as there are processors.",
    )(function)


def progress_bar(label: str) -> Callable[[Iterable[T], int], Iterable[T]]:
    """Return what shows long work as it goes on, if somebody watches a terminal."""

    def show(results: Iterable[T], length: int) -> Iterable[T]:
        if length < _WORTH_A_BAR or not sys.stderr.isatty():
            yield from results
            return
        with click.progressbar(results, length=length, label=label, file=sys.stderr) as bar:
            yield from bar

    return show


def reports_among(paths: tuple[str, ...]) -> tuple[list[str], Limits]:
    """Return the reports among and below the paths, as the settings say, and how much of each is read.

    Raises:
        InputError: if nothing is found.
        ConfigError: if the settings cannot be used.
    """
    from reward_reports.base.discovery import find_reports
    from reward_reports.linting.settings import find_settings
    from reward_reports.report.loading import Limits

    settings = find_settings(Path.cwd())
    files = find_reports(paths, settings.include, settings.exclude, settings.root, echo_note)
    return files, Limits(max_bytes=settings.max_bytes)


def echo_note(remark: str) -> None:
    """Print a remark on the error stream."""
    from reward_reports.cli import safe

    click.echo(f"note: {safe(remark)}", err=True)


def cache_folder() -> Path:
    """Return the folder in which runs remember things: beside the settings, else in the working folder."""
    from reward_reports.base.caching import FOLDER
    from reward_reports.linting.settings import find_settings

    return Path(find_settings(Path.cwd()).root) / FOLDER


def real_today(given: date | None) -> date:
    """Return the given date, or else this day."""
    return given or date.today()  # noqa: DTZ011 the author's own calendar day is meant


def write_output(text: str, output: str | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output if none or `-` is named.

    Raises:
        OutputError: if it cannot be written.
    """
    if output in (None, "-"):
        click.echo(text, nl=False)
        return
    write_file(Path(str(output)), text)


def write_bytes(data: bytes, output: str | None) -> None:
    """Write a result that is no text, as `write_output` does; never to a terminal, which it would upset.

    Raises:
        ConfigError: if it would go to a terminal.
        OutputError: if it cannot be written.
    """
    if output not in (None, "-"):
        write_file(Path(str(output)), data)
        return
    if sys.stdout.isatty():
        raise ConfigError("this format is no text for a terminal; name a file with -o FILE")
    sys.stdout.buffer.write(data)


def write_file(file: Path, content: str | bytes) -> None:
    """Write a file whole or not at all. One that is there keeps its permissions, and a link stays a link.

    What is no file but a device or a pipe, such as /dev/null, is written into and never replaced.

    Raises:
        OutputError: if it cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    target = file.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        draft.write_bytes(data)
        if target.exists():
            draft.chmod(target.stat().st_mode)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(f"{file.as_posix()} cannot be written: {error.strerror or error}") from error


def diff_of(name: str, before: str, after: str) -> str:
    """Return what changed in a file as a unified diff that is safe to print."""
    from difflib import unified_diff

    from reward_reports.cli import safe

    lines = unified_diff(before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
    return "".join(f"{safe(line)}\n" for line in lines)
