"""MLflow's tracking database (SQLite). With several runs the name of the run stands before each tag, or its id."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from pathlib import Path

from reward_reports.runs.logs.log import Collector
from reward_reports.runs.logs.sqlite import database

_METRICS = """SELECT run_uuid, key, step, timestamp, value, is_nan FROM metrics
WHERE typeof(key) = 'text' AND typeof(value) IN ('real', 'integer') AND typeof(step) = 'integer' AND typeof(timestamp) = 'integer'
ORDER BY step, timestamp, rowid"""
_RUNS = """SELECT run_uuid, CASE typeof(name) WHEN 'text' THEN name END FROM runs
WHERE lifecycle_stage = 'active' AND typeof(run_uuid) = 'text' ORDER BY run_uuid"""


def read(path: Path, to: Collector) -> None:
    """Read the metrics of all runs that were not deleted, by step and time."""
    with database(
        path, to, metrics="run_uuid key step timestamp value is_nan", runs="run_uuid name lifecycle_stage"
    ) as base:
        prefixes = _prefixes(base)
        for run, key, step, timestamp, value, is_nan in base.execute(_METRICS):
            if run in prefixes:
                to.add(f"{prefixes[run]}{key}", step, timestamp / 1000, math.nan if is_nan else float(value))


def parameters(path: Path, to: Collector) -> dict[str, dict[str, str]]:
    """Return the parameters of each run that was not deleted, by its name, or its id where names are shared."""
    with database(path, to, params="run_uuid key value", runs="run_uuid name lifecycle_stage") as base:
        runs = base.execute(_RUNS).fetchall()
        names = Counter(name for _, name in runs)
        found: dict[str, dict[str, str]] = {run: {} for run, _ in runs}
        for run, key, value in base.execute("SELECT run_uuid, key, value FROM params ORDER BY run_uuid, key"):
            if run in found and isinstance(key, str) and isinstance(value, str):
                found[run][key] = value
    return {(name if name and names[name] == 1 else run): found[run] for run, name in runs}


def _prefixes(base: sqlite3.Connection) -> dict[str, str]:
    """Return what stands before the tags of each run: nothing if there is one."""
    runs = base.execute(_RUNS).fetchall()
    names = Counter(name for _, name in runs)
    if len(runs) == 1:
        return {runs[0][0]: ""}
    return {run: f"{name if name and names[name] == 1 else run}/" for run, name in runs}
