"""`reward-reports import`: old reports to our YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reward_reports.base.errors import OutputError
from reward_reports.base.writing import check_new
from reward_reports.cli.options import write_file
from reward_reports.cli.printing import echo, say

if TYPE_CHECKING:
    from reward_reports.exchange.importing import Converted, Source

_EPILOG = """\b
Examples:
  reward-reports import old-report.md -o new.reward-report.yaml
  reward-reports import model-card/README.md -o new.reward-report.yaml
  reward-reports import old-report.md --title "Shelf, a recommender of books" --quiet
  reward-reports import versions/2023-09-01.md versions/2023-10-01.md --as-history chatbot
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--output", "-o", metavar="PATH", help="The new file, or a folder that ends in `/`. Default: standard output."
)
@click.option("--as-history", "history", metavar="FOLDER", help="Make a git repository with a commit for each version.")
@click.option("--title", default="", help="The title of the report. Default: the source's own.")
@click.option("--id", "identity", default="", help="The id of the report. Default: made from the title.")
@click.option("--report", "account", metavar="FILE", help="Write the account of what was taken there, as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Do not show the account on standard error.")
def command(
    paths: tuple[str, ...],
    output: str | None,
    history: str | None,
    title: str,
    identity: str,
    account: str | None,
    quiet: bool,
) -> int:
    """Turn old reports and model cards into our YAML.

    A FILE is Markdown in the paper's or the web builder's layout, LaTeX, a model card (Markdown with front matter, or JSON of
    the Model Card Toolkit), a zip archive or a folder of them. Headings are known by their titles; what fits no field is kept
    in `x-imported`. Files whose names differ by a date alone are
    versions of one report: the newest gives the answers, and each gives an entry of the changelog. In a folder or an archive,
    files that are no reports are passed over, and the account names them. Nothing is overwritten.
    """
    from reward_reports.exchange.importing import as_json, as_text, convert, gather

    if history and output:
        raise click.UsageError("--as-history makes a folder of its own; leave out --output")
    reports = gather(paths)
    if history:
        return _write_history(reports, history, title, identity, quiet)
    made = [convert(versions, title=title, identity=identity) for versions in reports]
    targets = _targets(made, output)
    files = [(target, one.yaml) for one, target in zip(made, targets, strict=False)]
    _write_together([*files, *([(Path(account), as_json(made))] if account else [])])
    if not targets:
        echo(made[0].yaml, form="yaml")
    if not quiet:
        echo("\n".join(as_text(one.name, one.rows, one.notes) for one in made), err=True)
    return 0


def _targets(made: list[Converted], output: str | None) -> list[Path]:
    """Return the files to write, or none if the one report goes to standard output."""
    if output and output != "-" and (output.endswith("/") or Path(output).is_dir()):
        names = [f"{Path(one.name).stem}.reward-report.yaml" for one in made]
        if len(set(names)) < len(names):
            raise OutputError("two of the reports would get the same name; import them one by one")
        return [Path(output, name) for name in names]
    if len(made) > 1:
        raise OutputError(f"these are {len(made)} different reports; name a folder for them with --output FOLDER/")
    return [Path(output)] if output and output != "-" else []


def _write_together(files: list[tuple[Path, str]]) -> None:
    """Write new files, all or none: those of a try that failed would be in the way of the next."""
    for file, _ in files:
        check_new(file)
    made: list[Path] = []
    try:
        for file, text in files:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_file(file, text, new=True)
            made.append(file)
    except BaseException:
        for file in made:
            if file.is_file():  # not /dev/stdout
                file.unlink()
        raise


def _write_history(reports: list[list[Source]], folder: str, title: str, identity: str, quiet: bool) -> int:
    from reward_reports.exchange.importing.history import write_history

    if len(reports) > 1:
        raise OutputError(
            f"these are {len(reports)} different reports; a history holds one, so name its versions alone"
        )
    count = write_history(reports[0], Path(folder), title=title, identity=identity)
    say(f"{folder} is a git repository with {count} commits, one for each version")
    for note in () if quiet else reports[0][-1].notes:
        say(f"note: {note}")
    return 0
