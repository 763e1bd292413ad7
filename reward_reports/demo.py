"""The demos: stories told as the history of a git repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reward_reports.base.errors import ConfigError
from reward_reports.base.resources import directory
from reward_reports.base.writing import new_folder
from reward_reports.changes.git.writing import Commit, create
from reward_reports.report.loading import load_file

AUTHOR = "Project Flow (demo) <demo@project-flow.example>"
_TEAM = "Short Answers (demo) <demo@short-answers.example>"
_RUNS = (
    ("v1.0", date(2026, 3, 2), "Train with a small price on length\n"),
    ("weight-doubled", date(2026, 3, 23), "Double the weight of the length penalty\n"),
    ("function-edited", date(2026, 3, 24), "Let the length penalty reach its end at twice the target\n"),
    ("v1.1", date(2026, 3, 27), "Version 1.1: say in the report what changed, and why\n"),
)
"""The commits of Short Answers; each has a folder with the files that it changes."""
REPORT = "reward-report.yaml"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class DemoVersion:
    """One version of the report.

    Attributes:
        name: its version number.
        day: its date.
        message: what its commit says: the kind, the summary and the motivation of its changelog entry.
        text: the report.
        logs: the paths of the logs that it names.
    """

    name: str
    day: date
    message: str
    text: bytes
    logs: tuple[str, ...]


def build(folder: Path, until: date | None = None) -> tuple[list[DemoVersion], date]:
    """Make the repository in a new folder, a commit and a tag for each version.

    Args:
        folder: one that is not there, or is empty.
        until: the day on which the story stops. Logs in the folder hold what was known by then; what came after the last
            version is not committed. Default: the day of the last version.

    Returns:
        The versions that were made, oldest first, and the day.

    Raises:
        OutputError: if something is in the folder already, or it cannot be written.
        ConfigError: if the story has not begun on that day.
        MissingToolError: if git is not installed.
    """
    shown = versions()
    if until is not None and until < shown[0].day:
        raise ConfigError(f"the example starts on {shown[0].day}; name that day or a later one")
    shown = [version for version in shown if until is None or version.day <= until]
    day = until or shown[-1].day
    with new_folder(folder) as draft:
        create(draft, [Commit(f"v{one.name}", one.day, one.message, _files(one)) for one in shown], AUTHOR)
        for log in shown[-1].logs:
            Path(draft, log).write_bytes(_log_until(log, day))
    return shown, day


def build_bound(folder: Path, until: date | None = None) -> tuple[list[str], date]:
    """Make the repository of Short Answers, a project with a reward in code, in a new folder; see `build`.

    Returns:
        The tags that were made, oldest first, and the day.
    """
    day = until or _RUNS[-1][1]
    if day < _RUNS[0][1]:
        raise ConfigError(f"the story begins on {_RUNS[0][1]}; name that day or a later one")
    files: dict[str, bytes] = {}
    commits: list[Commit] = []
    for tag, made_on, message in _RUNS:
        if made_on <= day:
            files = files | _files_below(directory("templates") / "demo" / "short-answers" / tag)
            commits.append(Commit(tag, made_on, message, files))
    with new_folder(folder) as draft:
        create(draft, commits, _TEAM)
    return [commit.tag for commit in commits], day


def _files_below(folder: Path) -> dict[str, bytes]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def versions() -> list[DemoVersion]:
    """Return all versions, oldest first."""
    story = directory("examples") / "project-flow"
    return [_version(file) for file in [*sorted((story / "history").glob("*.yaml")), story / REPORT]]


def _version(file: Path) -> DemoVersion:
    report = load_file(file).report
    if report is None:  # our own file; a test holds that it loads
        raise FileNotFoundError(f"this installation has a broken {file.name}; install reward-reports again")
    entry = report.system_maintenance.changelog.items[-1]
    logs = {
        metric.observations_from.path
        for metric in report.optimization_intent.oversight_metrics.items
        if metric.observations_from
    }
    message = (
        f"Version {entry.version}: {(entry.kind or '').replace('_', ' ')}\n\n{entry.summary}\n\n{entry.motivation}\n"
    )
    return DemoVersion(entry.version, entry.date.start, message, file.read_bytes(), tuple(sorted(logs)))


def _files(version: DemoVersion) -> dict[str, bytes]:
    return {REPORT: version.text, **{log: _log_until(log, version.day) for log in version.logs}}


def _log_until(log: str, day: date) -> bytes:
    """Return what a log held on a day: every line has one date, but a header none."""
    lines = (directory("examples") / "project-flow" / log).read_text("utf-8").splitlines()
    known = [line for line in lines if not (match := _DAY.search(line)) or match[0] <= day.isoformat()]
    return "".join(f"{line}\n" for line in known).encode()
