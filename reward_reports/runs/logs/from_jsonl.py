"""JSON lines: one object a line, as progress.json of stable-baselines3 or the result.json of Ray."""

from __future__ import annotations

from pathlib import Path

from reward_reports.runs.logs.files import lines
from reward_reports.runs.logs.log import Collector
from reward_reports.runs.logs.rows import JsonError, Rows, parse


def read(path: Path, to: Collector) -> None:
    """Read a file that has an object a line; keys within keys are joined with `/`."""
    rows = Rows(path, to.run(), "/")
    for number, text in lines(path, to):
        if not text.strip():
            continue
        try:
            row = parse(text)
        except JsonError as error:
            if not text.endswith("\n"):
                to.note(f"{path}: line {number} is half written and was skipped")
                return
            raise to.error(str(error), "Fix or remove the line", path, f"line {number}") from error
        if not isinstance(row, dict):
            raise to.error("an object {…} was expected", "Write one object a line", path, f"line {number}")
        rows.take(row, f"line {number}")
