"""What `fmt` and `upgrade` share: reading each report, and writing or showing the new text where it differs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import diff_of, is_left_alone, reports_among, write_back
from reward_reports.cli.printing import echo

if TYPE_CHECKING:
    from reward_reports.report.loading import Document

F = TypeVar("F", bound=Callable[..., Any])


def rewriting_options(function: F) -> F:
    """Add the paths, `--check` and `--diff`."""
    function = click.option("--diff", is_flag=True, help="Show what would change, without writing.")(function)
    check = click.option("--check", is_flag=True, help="List the reports that would change, without writing.")
    return click.argument("paths", nargs=-1, metavar="[PATH]...")(check(function))


def rewrite(
    paths: tuple[str, ...], change: Callable[[Document], str], *, check: bool, diff: bool, keep_mark: bool = True
) -> int:
    """Rewrite reports, or standard input to standard output, and return the exit code.

    Args:
        paths: files and folders; none for the working folder, `-` alone for standard input.
        change: returns the new text of a report.
        check: list the reports that would change, without writing.
        diff: show what would change, without writing.
        keep_mark: whether a file keeps its byte order mark; where it does not, losing the mark is a change too.
    """
    from reward_reports.report.loading import load_bytes, load_file

    if paths == ("-",):
        echo(change(load_bytes(sys.stdin.buffer.read(), "<stdin>")), form="yaml")
        return 0
    changed = 0
    files, limits = reports_among(paths or (".",))
    for name in files:
        if is_left_alone(name, paths):
            continue
        document = load_file(name, limits=limits)
        text = change(document)
        if text == document.text if keep_mark else text.encode() == document.raw:
            continue
        changed += 1
        if diff:
            echo(diff_of(name, document.text, text))
        elif check:
            echo(f"{visible(name)} would change\n")
        else:
            write_back(document, text, keep_mark=keep_mark)
    return 1 if changed and (check or diff) else 0
