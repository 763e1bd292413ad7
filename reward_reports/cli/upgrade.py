"""`reward-reports upgrade`: rewrite reports in the current version of the format."""

from __future__ import annotations

import sys

import click

from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import diff_of, is_left_alone, reports_among, write_back
from reward_reports.cli.printing import echo

_EPILOG = """\b
Examples:
  reward-reports upgrade reward-report.yaml --diff
  reward-reports upgrade reports/ --check
  reward-reports upgrade reports/

\b
Exit codes: 0 the reports are current, or were rewritten; 1 with --check or --diff,
a report would change; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="List the reports that would change, without writing.")
@click.option("--diff", is_flag=True, help="Show what would change, without writing.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Rewrite reports in the current version of the format. Comments, layout and meaning are kept.

    PATH is a report, a folder that is searched for reports as `reward-reports lint` does, or `-` for standard input.
    The default is the working folder.
    """
    from reward_reports.report.loading import load_bytes, load_file
    from reward_reports.report.upgrading import upgrade

    if paths == ("-",):
        echo(upgrade(load_bytes(sys.stdin.buffer.read(), "<stdin>")), form="yaml")
        return 0
    changed = 0
    files, limits = reports_among(paths or (".",))
    for name in files:
        if is_left_alone(name, paths):
            continue
        document = load_file(name, limits=limits)
        upgraded = upgrade(document)
        if upgraded == document.text:
            continue
        changed += 1
        if diff:
            echo(diff_of(name, document.text, upgraded))
        elif check:
            echo(f"{visible(name)} would change\n")
        else:
            write_back(document, upgraded)
    return 1 if changed and (check or diff) else 0
