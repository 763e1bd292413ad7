"""MLflow's tracking database (SQLite). With several runs the name of the run stands before each tag, or its id."""

from __future__ import annotations

import math
import sqlite3
import sys
from collections import Counter
from pathlib import Path

from reward_reports.runs.logs.log import Collector
from reward_reports.runs.logs.sqlite import database, has_table

_METRICS = """SELECT run_uuid, key, step, timestamp, value, is_nan FROM metrics
WHERE typeof(key) = 'text' AND typeof(value) IN ('real', 'integer') AND typeof(step) = 'integer' AND typeof(timestamp) = 'integer'
ORDER BY step, timestamp, rowid"""


def is_one(path: Path) -> bool:
    """Whether a SQLite database is MLflow's; trackio's has no runs."""
    return has_table(path, "runs")


def read(path: Path, to: Collector) -> None:
    """Read the metrics of all runs that were not deleted, by step and time."""
    with database(
        path, to, metrics="run_uuid key step timestamp value is_nan", runs="run_uuid name lifecycle_stage"
    ) as base:
        names = _names(base)
        _note_deleted(base, len(names), path, to)
        runs = {uuid: to.run(name if len(names) > 1 else "") for uuid, name in names.items()}
        for uuid, key, step, timestamp, value, is_nan in base.execute(_METRICS):
            if uuid in runs:
                runs[uuid].add(key, step, timestamp / 1000, math.nan if is_nan else _finite_or_not(float(value)))


def parameters(path: Path, to: Collector) -> dict[str, dict[str, str]]:
    """Return the parameters of each run that was not deleted, by its name, or its id where names are shared."""
    with database(path, to, params="run_uuid key value", runs="run_uuid name lifecycle_stage") as base:
        names = _names(base)
        by_run: dict[str, dict[str, str]] = {run: {} for run in sorted(names)}
        for run, key, value in base.execute("SELECT run_uuid, key, value FROM params ORDER BY run_uuid, key"):
            if run in by_run and isinstance(key, str) and isinstance(value, str):
                by_run[run][key] = value
    return {names[run]: held for run, held in by_run.items()}


def _names(base: sqlite3.Connection) -> dict[str, str]:
    """Return what each run is called that was not deleted, nor its experiment: its name, or its id where that is not its own."""
    runs = base.execute(f"SELECT run_uuid, name FROM runs WHERE {_alive(base)}").fetchall()  # noqa: S608
    times = Counter(name for _, name in runs) + Counter(uuid for uuid, _ in runs)
    return {uuid: name if isinstance(name, str) and name and times[name] == 1 else uuid for uuid, name in runs}


def _alive(base: sqlite3.Connection) -> str:
    """Return the condition that a run was not deleted; only databases that have a table of experiments tell of those."""
    known = {
        (table, column)
        for table in ("runs", "experiments")
        for (column,) in base.execute("SELECT name FROM pragma_table_info(?)", (table,))
    }
    alive = "typeof(run_uuid) = 'text' AND lifecycle_stage = 'active'"
    if {("runs", "experiment_id"), ("experiments", "experiment_id"), ("experiments", "lifecycle_stage")} <= known:
        alive += " AND experiment_id NOT IN (SELECT experiment_id FROM experiments WHERE lifecycle_stage = 'deleted')"
    return alive


def _note_deleted(base: sqlite3.Connection, alive: int, path: Path, to: Collector) -> None:
    deleted = base.execute("SELECT count(*) FROM runs WHERE typeof(run_uuid) = 'text'").fetchone()[0] - alive
    if deleted:
        to.note(f"{path}: skipped deleted runs: {deleted}")


def _finite_or_not(value: float) -> float:
    """Return a value as it was logged: for an infinite one MLflow stores the largest number there is."""
    return math.copysign(math.inf, value) if abs(value) == sys.float_info.max else value
