"""`reward-reports survey`: a whole hub of reports and model cards to tables and a summary."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import jobs_option, today_option
from reward_reports.cli.printing import echo, say

if TYPE_CHECKING:
    from reward_reports.linting.settings import Strictness
    from reward_reports.survey.working import PartResult

_EPILOG = """\b
Examples:
  reward-reports survey reports/ -o survey/
  reward-reports survey reports/ -o survey/ --jobs 2 --strictness publishable
  reward-reports survey reports/ -o survey/ --column id=modelId --column text=card

\b
Exit codes: 0 every document was surveyed; 1 some documents could not be
surveyed, and the findings say why; 2 the command failed.
"""
_COLUMNS = ("id", "text", "format", "revision", "date")
_EVERY = 5.0
"""Seconds between two lines of progress."""


def _columns(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(one.partition("=")[::2] for one in given)
    for name, theirs in pairs.items():
        if name not in _COLUMNS or not theirs:
            raise click.BadParameter(f"write OURS=YOURS, where OURS is one of {', '.join(_COLUMNS)}")
    return pairs


@click.command(epilog=_EPILOG)
@click.argument("named", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FOLDER",
    help="The folder, or the URI, of the data set. Other files in it are kept.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="What runs the work: processes on this machine, or Ray Data.",
)
@click.option("--address", help="The address of a Ray cluster. Default: this machine alone.")
@jobs_option
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="OURS=YOURS",
    help="What your input calls the column id, text, format, revision or date. Repeatable.",
)
@click.option(
    "--strictness",
    type=click.Choice(["minimal", "standard", "publishable"]),
    default="standard",
    show_default=True,
    help="How much the rules ask for.",
)
@click.option("--preview", is_flag=True, help="Also run preview rules, which may be wrong.")
@today_option
@click.option("--quiet", "-q", is_flag=True, help="Do not print the progress on standard error.")
def command(
    named: tuple[str, ...],
    output: str,
    engine: Literal["local", "ray"],
    address: str | None,
    jobs: int,
    columns: dict[str, str],
    strictness: Strictness,
    preview: bool,
    today: date | None,
    quiet: bool,
) -> int:
    """Survey many reports and model cards: what they disclose and what they leave out.

    INPUT is a folder of reports and Markdown, a Parquet file, a file of JSON lines, or a folder of these, here or under a URI
    such as `s3://bucket/cards`. Rows have the columns `id` and `text`, and may have `format`, `revision` and `date`. The
    output holds two Parquet data sets, `findings/` and `answers/`, and a summary as `summary.md` and `index.html`. A run
    that was stopped continues where it was: parts that are finished are kept.
    """
    from reward_reports.survey.document import FAILURES
    from reward_reports.survey.options import Options
    from reward_reports.survey.running import Workers, survey
    from reward_reports.survey.working import Job

    job = Job(output, Options(today=today, strictness=strictness, preview=preview), columns)
    summary = survey(named, job, Workers(engine, jobs, address), _Progress(quiet))
    for code, number in summary.failures.items():
        say(f"note: {number:,} could not be surveyed, because {FAILURES[code]}; the code in the findings is {code}")
    noun = "document" if summary.documents == 1 else "documents"
    echo(f"{summary.documents:,} {noun}: {visible(output.rstrip('/'))}/index.html\n")
    return 1 if summary.failures else 0


class _Progress:
    """Prints how far a survey is, how fast it goes, and how long it will take, now and then."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._began = self._said = time.monotonic()
        self._parts = self._kept = self._documents = self._new = 0

    def __call__(self, outcome: PartResult, total: int) -> None:
        self._parts += 1
        self._kept += outcome.found
        self._documents += outcome.documents
        self._new += 0 if outcome.found else outcome.documents
        now = time.monotonic()
        if not self._quiet and now - self._said >= _EVERY:
            self._said = now
            say(self._line(now - self._began, total))

    def _line(self, taken: float, total: int) -> str:
        progress = f"{self._parts:,} of {total:,} parts, {self._documents:,} documents"
        if not self._new:
            return f"{progress}, all of them finished before"
        left = (total - self._parts) * taken / (self._parts - self._kept)
        return f"{progress}, {self._new / taken:,.0f} documents a second, about {_in_words(left)} left"


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
