"""`reward-reports fmt`: tidy the layout of reports."""

from __future__ import annotations

import click

from reward_reports.cli.rewriting import rewrite, rewriting_options

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
@rewriting_options
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Tidy line endings, trailing spaces and blank lines. Words, comments, order and indentation are kept.

    PATH is a report, a folder that is searched for reports as `reward-reports lint` does, or `-` for standard input. The
    default is the working folder.
    """
    from reward_reports.report.formatting import tidy

    return rewrite(paths, tidy, check=check, diff=diff, keep_mark=False)
