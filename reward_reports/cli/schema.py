"""`reward-reports schema`: the JSON Schema for editors and catalogues."""

from __future__ import annotations

import click

from reward_reports.cli.options import write_output

_EPILOG = """\b
Examples:
  reward-reports schema -o reward-report.schema.json
  reward-reports schema --draft draft-07
  reward-reports schema --format-version 1.0
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--draft",
    type=click.Choice(["2020-12", "draft-07"]),
    default="2020-12",
    show_default=True,
    help="For editors, or for catalogues and older tools.",
)
@click.option(
    "--format-version",
    "version",
    type=click.Choice(["1.0", "1.1"]),
    default="1.1",
    show_default=True,
    help="Of the format of reports; the newest describes files of the earlier ones too.",
)
@click.option("--output", "-o", metavar="FILE", help="Where it goes; standard output if none or `-` is named.")
def command(draft: str, version: str, output: str | None) -> int:
    """Print the JSON Schema of a report, with guidance for hovers and completion."""
    from reward_reports.report.schema.schema_files import DRAFTS, schema_text

    write_output(schema_text(next(known for known in DRAFTS if known == draft), version), output, "json")
    return 0
