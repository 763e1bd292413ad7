"""`reward-reports fmt`: tidy the layout of reports."""

from __future__ import annotations

import sys

import click

from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import diff_of, is_left_alone, reports_among, write_back
from reward_reports.cli.printing import echo

_EPILOG = """\b
Examples:
  reward-reports fmt reward-report.yaml
  reward-reports fmt reports/ --check
  reward-reports fmt reward-report.yaml --diff

\b
Exit codes: 0 the reports are tidy, or were tidied; 1 with --check or --diff,
a report would change; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="List the reports that would change, without writing.")
@click.option("--diff", is_flag=True, help="Show what would change, without writing.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Tidy line endings, trailing spaces and blank lines. Words, comments, order and indentation are kept.

    PATH is a report, a folder that is searched for reports as `reward-reports lint` does, or `-` for standard input. The
    default is the working folder.
    """
    from reward_reports.report.formatting import tidy
    from reward_reports.report.loading import load_bytes, load_file

    if paths == ("-",):
        document = load_bytes(sys.stdin.buffer.read(), "<stdin>")
        echo(tidy(document), form="yaml")
        return 0
    changed = 0
    files, limits = reports_among(paths or (".",))
    for name in files:
        if is_left_alone(name, paths):
            continue
        document = load_file(name, limits=limits)
        tidied = tidy(document)
        if tidied.encode() == document.raw:
            continue
        changed += 1
        if diff:
            echo(diff_of(name, document.text, tidied))
        elif check:
            echo(f"{visible(name)} would change\n")
        else:
            write_back(document, tidied, keep_mark=False)
    return 1 if changed and (check or diff) else 0
