"""The database of a trackio project (SQLite). With several runs the name of the run stands before each tag."""

from __future__ import annotations

from pathlib import Path

from reward_reports.runs.logs.log import Collector
from reward_reports.runs.logs.rows import JsonError, Rows, parse
from reward_reports.runs.logs.sqlite import database


def read(path: Path, to: Collector) -> None:
    """Read the metrics of all runs, in the order in which they were logged."""
    with database(path, to, metrics="run_name step timestamp metrics") as base:
        runs = base.execute("SELECT count(DISTINCT run_name) FROM metrics").fetchone()[0]
        taken: dict[str, Rows] = {}
        query = "SELECT rowid, run_name, step, timestamp, metrics FROM metrics ORDER BY rowid"
        for row, run, step, moment, text in base.execute(query):
            at = f"row {row} of metrics"
            try:
                values = parse(text.decode() if isinstance(text, bytes) else str(text))
            except (JsonError, UnicodeDecodeError) as error:
                raise to.error(str(error), "Copy the database again", path, at) from error
            if not isinstance(values, dict):
                raise to.error("an object {…} was expected", "Copy the database again", path, at)
            position = {"step": step, "timestamp": moment}
            if run not in taken:
                taken[run] = Rows(path, to.run(str(run) if runs > 1 else ""), "/")
            taken[run].take(position | values | position, at)
