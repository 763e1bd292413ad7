"""MLflow's folders of files: a folder a run, with a file a metric whose lines hold a time, a value and a step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reward_reports.base.errors import LogError
from reward_reports.base.reading import read_start
from reward_reports.runs.logs.columns import as_step, number
from reward_reports.runs.logs.files import whole_lines
from reward_reports.runs.logs.log import Collector, Run

_METRICS = "metrics"
_TRASH = ".trash"
_FACTS = "meta.yaml"
_DELETED = re.compile(rb"""^lifecycle_stage:[ \t]*['"]?deleted\b""", re.MULTILINE)
_MOST_FACTS = 64 * 1024
_SHOWN = 60


def run_folders(path: Path) -> list[Path]:
    """Return the folders of runs: the folder itself, those in it, or those in its experiments; deleted ones are left out."""
    for pattern in (_METRICS, f"*/{_METRICS}", f"*/*/{_METRICS}"):
        folders = [
            folder.parent
            for folder in path.glob(pattern)
            if folder.is_dir() and not folder.is_symlink() and _TRASH not in folder.relative_to(path).parts
        ]
        if folders:
            return sorted(folders)
    return []


def read(path: Path, to: Collector) -> None:
    """Read the metrics of a run, or of all runs that were not deleted; with several, the run's id stands before each tag."""
    folders = run_folders(path)
    if not folders:
        raise to.error("the folder holds no folder `metrics`", "Name a run's folder, or mlruns", path)
    alive = [folder for folder in folders if folder == path or not _is_deleted(folder, path)]
    if len(alive) < len(folders):
        to.note(f"{path}: skipped deleted runs: {len(folders) - len(alive)}")
    times = Counter(folder.name for folder in alive)
    for folder in alive:
        own = folder.name if times[folder.name] == 1 else folder.relative_to(path).as_posix()
        run = to.run(own if len(alive) > 1 else "")
        for file in _files(folder / _METRICS):
            tag = file.relative_to(folder / _METRICS).as_posix()
            if run.wants(tag):
                _metric(file, tag, run)


def _is_deleted(folder: Path, root: Path) -> bool:
    """Whether MLflow marks a run as deleted, or the experiment that holds it."""
    return any(_marked(place / _FACTS) for place in (folder, folder.parent) if place != root or place == folder)


def _marked(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    return _DELETED.search(read_start(file, _MOST_FACTS, LogError)) is not None


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder; a metric called `a/b` lies in a folder `a`. Links are not followed."""
    yield from (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())


def _metric(file: Path, tag: str, run: Run) -> None:
    for line in whole_lines(file, run.to):
        parts = line.text.split()
        if not parts:
            continue
        try:
            time, value = int(parts[0]) / 1000, number(parts[1])
            step = as_step(parts[2]) if len(parts) > 2 else 0
        except (ValueError, IndexError, OverflowError):
            what = f"{line.text.strip()[:_SHOWN]!r} is not a value of a metric"
            advice = "MLflow writes a time, a value and a step, with blanks between"
            raise run.to.error(what, advice, file, f"line {line.number}") from None
        run.add(tag, step, time, value)
