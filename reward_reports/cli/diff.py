"""`reward-reports diff`: what changed between two reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

import click

from reward_reports.base import inputs
from reward_reports.base.errors import InputError
from reward_reports.base.formats import HTML, JSON, MARKDOWN, TEXT, OutputFormat, by_name
from reward_reports.cli.options import audience_option, color_option, output_option, write_output
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.cli.reports import colour_for

if TYPE_CHECKING:
    from reward_reports.report.model import Report

_USUAL = "reward-report.yaml"

_EPILOG = """\b
Examples:
  reward-reports diff old.yaml reward-report.yaml
  reward-reports diff old.yaml reward-report.yaml --impact reward,oversight
  reward-reports diff old.yaml reward-report.yaml -o changes.html
  reward-reports diff reward-report.yaml            uncommitted changes
  reward-reports diff HEAD~1 reward-report.yaml     changes since HEAD~1
  reward-reports diff v1.0:reward-report.yaml HEAD:reward-report.yaml

\b
Exit codes: 0 the reports were compared; 1 with --exit-code, there are changes;
2 the command failed.
"""


FORMATS = by_name((
    OutputFormat("text", TEXT, "changes.comparing.formats.text.render", options=frozenset({"colour"})),
    OutputFormat("json", JSON, "changes.comparing.formats.as_json.render", options=frozenset()),
    OutputFormat("markdown", MARKDOWN, "changes.comparing.formats.markdown.render", options=frozenset()),
    OutputFormat("html", HTML, "publishing.rendering.changes.render", options=frozenset()),
))  # fmt: skip


def _chosen(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read impacts with commas between."""
    from reward_reports.changes.comparing import IMPACTS

    names = tuple(name.strip() for name in (value or "").split(",") if name.strip())
    for name in names:
        if name not in IMPACTS:
            raise click.BadParameter(f"unknown impact {name}; choose from {', '.join(IMPACTS)}")
    return names or IMPACTS


@click.command(epilog=_EPILOG)
@click.argument("names", nargs=-1, metavar="OLD [NEW]")
@click.option(
    "--since",
    metavar="BASE",
    help="Show every report that changed since a git revision or an earlier copy (./old/).",
)
@format_option(FORMATS, "text")
@output_option
@click.option(
    "--impact",
    "impacts",
    metavar="IMPACTS",
    callback=_chosen,
    help="Show only changes with these impacts, comma-separated: reward, oversight, accountability, editorial.",
)
@audience_option
@click.option("--exit-code", is_flag=True, help="Exit with code 1 if there are changes.")
@color_option
def command(names: tuple[str, ...], **options: Any) -> int:
    """Show what changed between two reports, grouped by impact: reward, oversight, accountability or editorial.

    OLD and NEW are files or REVISION:FILE, as in git. If OLD is only a REVISION, it means NEW at that revision. If NEW is
    missing, it is the current file. The order of entries and the layout of a file do not count as changes. With --since,
    name any number of files and folders, or none for the working folder.
    """
    if options["since"]:
        return _show_since(names, options)
    if not 1 <= len(names) <= 2:
        raise click.UsageError("name one or two reports, or any number with --since")
    from reward_reports.changes.comparing.comparison import compare_for

    old, new = names[0], names[1] if len(names) == 2 else None
    before, after = _sources(old, new)
    inputs.note(before.file, after.file)  # also where a revision of it is read
    later = after.read(options["audience"])  # first, since it lends its name to a revision that is named alone
    earlier = before.read(options["audience"])
    comparison = compare_for(
        (before.name, earlier), (after.name, later), options["audience"], options["impacts"], after.as_it_stands()
    )
    form = format_of(options["form"], options["output"], FORMATS, "text")
    write_output(FORMATS[form](comparison, colour=_colour(options)), options["output"], form)
    return int(options["exit_code"] and bool(comparison.changes))


def _show_since(names: tuple[str, ...], options: dict[str, Any]) -> int:
    from reward_reports.cli.diff_since import changed_since, in_markdown, in_text, refuse

    form = format_of(options["form"], options["output"], FORMATS, "text")
    refuse(form)
    changed = changed_since(names, options)
    text = (
        in_markdown(changed)
        if form == "markdown"
        else in_text(changed, partial(FORMATS["text"], colour=_colour(options)))
    )
    write_output(text, options["output"], form)
    return int(options["exit_code"] and bool(changed))


def _colour(options: dict[str, Any]) -> bool:
    return colour_for(options["color"], options["output"])


@dataclass(frozen=True)
class _Source:
    """A report in a file, now or at a revision; the revision or the file may be left to the other side."""

    revision: str = ""
    file: str = ""

    @property
    def name(self) -> str:
        return f"{self.revision}:{self.file}" if self.revision else self.file

    def read(self, audience: str) -> Report:
        """Return the report; the audience is who reads what is said where there is none.

        Raises:
            InputError: if there is no such file, or no such revision.
            InvalidReportError: if it is not a report.
        """
        from reward_reports.cli.reports import load_for

        return self._read_revision(audience) if self.revision else load_for(self.file, audience)

    def as_it_stands(self) -> Report | None:
        """Return the report as it stands now, where this is an earlier state of it."""
        if not self.revision:
            return None
        from reward_reports.changes.history import as_it_stands

        return as_it_stands(self.file)

    def _read_revision(self, audience: str) -> Report:
        from reward_reports.report.loading import Limits, load_bytes

        limit = Limits().max_bytes
        raw = self._content(limit)
        if raw is None:
            raise InputError(
                f"{self.name}: the file was not there, or is larger than {limit:,} bytes; `git log --follow` shows when it came and its earlier names"
            )
        return load_bytes(raw, self.name).require(audience)

    def _content(self, limit: int) -> bytes | None:
        """Return the file as it was at the revision, also where it had another name then."""
        from reward_reports.changes import git

        content = git.show(self.revision, self.file, limit)
        if content is not None or not Path(self.file).is_file():
            return content
        top = git.root(self.file)
        earlier = git.earlier_names(git.commit_for(self.revision, top), top)
        name = earlier.get(Path(self.file).resolve().relative_to(top.resolve()).as_posix())
        return git.show(self.revision, top / name, limit) if name else None


def _sources(old: str, new: str | None) -> tuple[_Source, _Source]:
    """Return what is compared, with what one side leaves to the other."""
    before, after = _source(old), _source(new) if new else _Source()
    file = after.file or before.file or _USUAL
    if new is None and not before.revision:
        return _Source("HEAD", file), before
    return _Source(before.revision, before.file or file), _Source(after.revision, after.file or file)


def _source(word: str) -> _Source:
    """Return what a word names: a file, `REVISION:FILE`, or a revision alone."""
    revision, colon, file = word.partition(":")
    looks_like_a_file = PureWindowsPath(word).drive or (word.endswith((".yaml", ".yml")) and not colon)
    if looks_like_a_file or Path(word).exists():
        return _Source(file=word)
    return _Source(revision, file) if colon else _Source(word)
