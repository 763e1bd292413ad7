"""The one way to print: what a command says, on standard output or the error stream."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import suppress
from typing import Any

import click

from reward_reports.base.escaping.visible import Form, legible, printable, visible

_FORMS: dict[str, Form] = {
    "text": "text",
    "concise": "text",
    "markdown": "markdown",
    "html": "html",
    "latex": "latex",
}
"""What the formats of the commands are in print; all others are data, which their own format escapes."""


def echo(text: str, *, err: bool = False, form: str = "text") -> None:
    """Print lines, so that nothing in them acts on the terminal or on the program that reads the log of a CI job.

    Args:
        text: the lines with their ends. What others wrote was made `visible` before it was put into a text.
        err: whether it goes to the error stream.
        form: the format, as the command line names it.
    """
    printed = for_file(text, form) if not err and _goes_to_a_file() else printable(text, _FORMS.get(form, "data"))
    # As bytes, line ends that are part of a format stay what they are on every system. Whether there is colour was
    # decided before.
    with suppress(*([BrokenPipeError] if err else [])):  # nobody reads the error stream; the exit code still counts
        click.echo(
            printed.encode("utf-8", "backslashreplace") if "\r\n" in printed else printed, nl=False, err=err, color=True
        )


def for_file(text: str, form: str) -> str:
    """Return a result for a file. Text and Markdown are read as they are too, in a terminal or an editor."""
    return legible(text, _FORMS[form]) if form in ("text", "concise", "markdown") else text


def say(message: str) -> None:
    """Print a message on a line of the error stream; a line break in it was written by somebody else."""
    echo(f"{visible(message)}\n", err=True)


def say_usage(error: click.ClickException) -> None:
    """Print how a command is called and what is wrong with the call."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None and type(error).show is not click.UsageError.show:
        error.show()  # the help of a command that was called without anything
        return
    if context is not None:
        hint = f"Try '{context.command_path} {context.help_option_names[0]}' for help."
        echo(f"{context.get_usage()}\n{hint}\n\n", err=True)
    message = error.format_message()
    say(f"Error: {' '.join(message.split()) if isinstance(error, click.MissingParameter) else message}")


def say_warning(message: Warning | str, *_place: Any, **_more: Any) -> None:
    """Print a warning of a library, in place of `warnings.showwarning`."""
    say(f"warning: {message}")


def _goes_to_a_file() -> bool:
    """Whether standard output is a file, and not what somebody reads as it comes."""
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError, io.UnsupportedOperation):
        return False
