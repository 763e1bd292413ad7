"""The versions of an old report as the commits of a new repository."""

from __future__ import annotations

from pathlib import Path

from reward_reports.base.writing import new_folder
from reward_reports.changes.git.writing import Commit, create
from reward_reports.exchange.importing.convert import convert, summary_of
from reward_reports.exchange.importing.source import Source, SourceError

AUTHOR = "reward-reports import <import@reward-reports.example>"
REPORT = "reward-report.yaml"


def write_history(versions: list[Source], folder: Path, *, title: str = "", identity: str = "") -> int:
    """Make a repository with a commit and a tag for each version, in a new folder or an empty one.

    Args:
        versions: oldest first; each has a date.
        folder: where the repository is made; whole or not at all.
        title: the title of the report, if it is not to be the source's own.
        identity: the id of the report, likewise.

    Returns:
        How many versions there are.

    Raises:
        OutputError: if something is there already, or it cannot be written.
        SourceError: if a version has no date, or holds no report.
        MissingToolError: if git is not installed.
    """
    commits = list(_commits(versions, title, identity))
    with new_folder(folder) as draft:
        create(draft, commits, AUTHOR)
    return len(commits)


def _commits(versions: list[Source], title: str, identity: str) -> list[Commit]:
    commits = []
    for number, version in enumerate(versions, 1):
        if version.day is None:
            raise SourceError(
                f"{version.name} has no date in its name, so a history cannot place it; call it 2023-09-01.md, say"
            )
        converted = convert(versions[:number], title=title, identity=identity)
        message = f"{summary_of(version)}\n"
        commits.append(Commit(f"v0.{number}", version.day, message, {REPORT: converted.yaml.encode()}))
    return commits
