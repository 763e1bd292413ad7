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
Exit codes: 0 done, or nothing to do; 1 with --check or --diff, something would change; 2 the job could not be done.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--check", is_flag=True, help="Change nothing; say what would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Tidy line ends, loose blanks and blank lines of reports; words, comments, order and indentation stay.

    PATH is a report, a folder that is searched for reports as `reward-reports lint` searches it, or `-` for standard input.
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
        made = tidy(document)
        if made.encode() == document.raw:
            continue
        changed += 1
        if diff:
            echo(diff_of(name, document.text, made))
        elif check:
            echo(f"{visible(name)} would change\n")
        else:
            write_back(document, made, keep_mark=False)
    return 1 if changed and (check or diff) else 0
