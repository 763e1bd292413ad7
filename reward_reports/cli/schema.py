"""`reward-reports schema`: the JSON Schema for editors and catalogues."""

from __future__ import annotations

import click

from reward_reports.cli.options import output_option, write_output

_EPILOG = """\b
Examples:
  reward-reports schema -o reward-report.schema.json
  reward-reports schema --draft draft-07
  reward-reports schema --format-version 1.0

\b
Exit codes: 0 the schema was printed; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--draft",
    type=click.Choice(["2020-12", "draft-07"]),
    default="2020-12",
    show_default=True,
    help="The JSON Schema draft: 2020-12 for editors, draft-07 for catalogues and older tools.",
)
@click.option(
    "--format-version",
    "version",
    type=click.Choice(["1.0", "1.1"]),
    default="1.1",
    show_default=True,
    help="The version of the report format. The schema of the newest version also describes earlier files.",
)
@output_option
def command(draft: str, version: str, output: str | None) -> int:
    """Print the JSON Schema of a report, with guidance for editor tooltips and completion."""
    from reward_reports.report.schema.schema_files import FILES, schema_text

    write_output(schema_text(next(known for known in FILES if known == draft), version), output, "json")
    return 0
