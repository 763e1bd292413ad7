"""`reward-reports attest`: vouch for an answer, and see whether answers are still those that somebody vouched for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from reward_reports.base.errors import ConfigError
from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import real_today, today_option, write_back
from reward_reports.cli.printing import echo

if TYPE_CHECKING:
    from reward_reports.report.loading import Document

_SAID = {"fits": "unchanged", "changed": "changed", "cannot tell": "cannot tell whether it changed"}
_EPILOG = """\b
Examples:
  reward-reports attest reward-report.yaml implementation.reward_details --by city-audit --role auditor
  reward-reports attest reward-report.yaml implementation.limitations --by "J. Doe"
  reward-reports attest reward-report.yaml --verify

\b
Exit codes: 0 the answer was vouched for, or --verify found no change;
1 with --verify, an answer has changed; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("report", metavar="REPORT")
@click.argument("field", required=False, metavar="[FIELD]")
@click.option("--by", metavar="ID", help="Who vouches for the answer: the id of a reference, or a name.")
@click.option(
    "--role", type=click.Choice(["auditor", "regulator", "community", "expert"]), help="The role in which they read it."
)
@click.option("--verify", is_flag=True, help="Check whether answers have changed since they were read; write nothing.")
@today_option
def command(report: str, field: str | None, by: str | None, role: str | None, verify: bool, today: date | None) -> int:
    """Vouch for an answer: record who read it, when, and a digest that reveals later changes.

    FIELD is the path of the answer, such as implementation.reward_details; further keys and ids of entries follow after
    dots. `lint` reports answers that have changed since.
    """
    from reward_reports.report.attesting import attest
    from reward_reports.report.loading import load_file

    document = load_file(report)
    if verify:
        if field or by or role:
            raise ConfigError("--verify checks all answers; name no FIELD, no --by and no --role with it")
        return _verify(document)
    if not field or not by:
        raise ConfigError("name the FIELD to vouch for, and with --by who vouches for it")
    write_back(document, attest(document, field, by, role, real_today(today)))
    return 0


def _verify(document: Document) -> int:
    from reward_reports.report.attesting import verified

    results = list(verified(document.require()))
    for one in results:
        path = ".".join(str(step) for step in one.path[:-2])
        echo(f"{_SAID[one.verdict]} since {visible(one.attestation.by)} read it: {path}\n")
    if not results:
        echo("Nobody vouches for an answer of this report.\n")
    return 1 if any(one.verdict == "changed" for one in results) else 0
