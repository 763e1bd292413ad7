"""`reward-reports upgrade`: rewrite reports in the current version of the format."""

from __future__ import annotations

import click

from reward_reports.cli.rewriting import rewrite, rewriting_options

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
@rewriting_options
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Rewrite reports in the current version of the format. Comments, layout and meaning are kept.

    PATH is a report, a folder that is searched for reports as `reward-reports lint` does, or `-` for standard input.
    The default is the working folder.
    """
    from reward_reports.report.upgrading import upgrade

    return rewrite(paths, upgrade, check=check, diff=diff)
