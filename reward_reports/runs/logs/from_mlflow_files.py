"""MLflow's folders of files: a folder a run, with a file a metric whose lines hold a time, a value and a step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reward_reports.runs.logs.columns import as_step
from reward_reports.runs.logs.files import whole_lines
from reward_reports.runs.logs.log import Collector

_METRICS = "metrics"
_TRASH = ".trash"
_SHOWN = 60


def run_folders(path: Path) -> list[Path]:
    """Return the folders of runs: the folder itself, those in it, or those in its experiments; deleted ones are left out."""
    for pattern in (_METRICS, f"*/{_METRICS}", f"*/*/{_METRICS}"):
        found = [
            folder.parent
            for folder in path.glob(pattern)
            if folder.is_dir() and not folder.is_symlink() and _TRASH not in folder.relative_to(path).parts
        ]
        if found:
            return sorted(found)
    return []


def read(path: Path, to: Collector) -> None:
    """Read the metrics of a run, or of all runs; with several, the run's id stands before each tag."""
    runs = run_folders(path)
    if not runs:
        raise to.error("the folder holds no folder `metrics`", "Name a run's folder, or mlruns", path)
    for run in runs:
        before = f"{run.name}/" if len(runs) > 1 else ""
        for file in _files(run / _METRICS):
            tag = before + file.relative_to(run / _METRICS).as_posix()
            if to.wants(tag):
                _metric(file, tag, to)


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder; a metric called `a/b` lies in a folder `a`. Links are not followed."""
    yield from (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())


def _metric(file: Path, tag: str, to: Collector) -> None:
    for line in whole_lines(file, to):
        parts = line.text.split()
        if not parts:
            continue
        try:
            time, value = int(parts[0]) / 1000, float(parts[1])
            step = as_step(parts[2]) if len(parts) > 2 else 0
        except (ValueError, IndexError, OverflowError):
            what = f"{line.text.strip()[:_SHOWN]!r} is no value of a metric"
            advice = "MLflow writes a time, a value and a step, with blanks between"
            raise to.error(what, advice, file, f"line {line.number}") from None
        to.add(tag, step, time, value)
