"""`reward-reports import`: older reports to YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reward_reports.base.errors import OutputError
from reward_reports.base.writing import check_new
from reward_reports.cli.options import write_file
from reward_reports.cli.printing import echo, say
from reward_reports.exchange.importing.formats import IMPORTERS

if TYPE_CHECKING:
    from reward_reports.exchange.importing import Converted, Source

_EPILOG = """\b
Examples:
  reward-reports import old-report.md -o new.reward-report.yaml
  reward-reports import model-card/README.md -o new.reward-report.yaml
  reward-reports import old-report.md --title "Shelf, a recommender of books" --quiet
  reward-reports import versions/2023-09-01.md versions/2023-10-01.md --as-history chatbot

\b
Exit codes: 0 the reports were imported; 2 the command failed.
"""

_HELP = f"""Convert older reports and model cards to YAML.

FILE is {", ".join(one.about for one in IMPORTERS)}, or a zip archive or folder of these. Sections are matched to fields by
their headings; text that matches no field is kept in `x-imported`. Files whose names differ only by a date are versions of
one report: the newest supplies the answers, and each adds a changelog entry. In a folder or archive, files that are not
reports are skipped and listed in the summary. Existing files are never overwritten.
"""


@click.command(epilog=_EPILOG, help=_HELP)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--output", "-o", metavar="PATH", help="The new file, or a folder ending in `/`. Default: standard output."
)
@click.option(
    "--as-history", "history", metavar="FOLDER", help="Create a git repository with a commit for each version."
)
@click.option("--title", default="", help="The title of the report. Default: the title of the source.")
@click.option("--id", "identity", default="", help="The id of the report. Default: made from the title.")
@click.option("--report", "account", metavar="FILE", help="Write a JSON summary of what was imported to this file.")
@click.option("--quiet", "-q", is_flag=True, help="Do not print the summary on standard error.")
def command(
    paths: tuple[str, ...],
    output: str | None,
    history: str | None,
    title: str,
    identity: str,
    account: str | None,
    quiet: bool,
) -> int:
    """Import reports, each to a file, or all to one history."""
    from reward_reports.exchange.importing import as_json, as_text, convert, gather

    if history and output:
        raise click.UsageError("--as-history creates its own folder; leave out --output")
    reports = gather(paths)
    if history:
        return _write_history(reports, history, title, identity, quiet)
    converted = [convert(versions, title=title, identity=identity) for versions in reports]
    targets = _targets(converted, output)
    files = [(target, one.yaml) for one, target in zip(converted, targets, strict=False)]
    _write_together([*files, *([(Path(account), as_json(converted))] if account else [])])
    if not targets:
        echo(converted[0].yaml, form="yaml")
    if not quiet:
        echo("\n".join(as_text(one.name, one.rows, one.notes) for one in converted), err=True)
    return 0


def _targets(converted: list[Converted], output: str | None) -> list[Path]:
    """Return the files to write, or none if the one report goes to standard output."""
    if output and output != "-" and (output.endswith("/") or Path(output).is_dir()):
        names = [f"{Path(one.name).stem}.reward-report.yaml" for one in converted]
        if len(set(names)) < len(names):
            raise OutputError("two reports would get the same file name; import them one at a time")
        return [Path(output, name) for name in names]
    if len(converted) > 1:
        raise OutputError(f"these are {len(converted)} different reports; give a folder with --output FOLDER/")
    return [Path(output)] if output and output != "-" else []


def _write_together(files: list[tuple[Path, str]]) -> None:
    """Write new files, all or none: those of a try that failed would be in the way of the next."""
    for file, _ in files:
        check_new(file)
    written: list[Path] = []
    try:
        for file, text in files:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_file(file, text, new=True)
            written.append(file)
    except BaseException:
        for file in written:
            if file.is_file():  # not /dev/stdout
                file.unlink()
        raise


def _write_history(reports: list[list[Source]], folder: str, title: str, identity: str, quiet: bool) -> int:
    from reward_reports.exchange.importing.history import write_history

    if len(reports) > 1:
        raise OutputError(f"these are {len(reports)} different reports; --as-history takes the versions of one report")
    count = write_history(reports[0], Path(folder), title=title, identity=identity)
    say(f"{folder} is a git repository with {count} commits, one for each version")
    for note in () if quiet else reports[0][-1].notes:
        say(f"note: {note}")
    return 0
