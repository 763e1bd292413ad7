"""`trainer_state.json` of the trainers of transformers and TRL: its `log_history`."""

from __future__ import annotations

from pathlib import Path

from reward_reports.runs.logs.files import lines
from reward_reports.runs.logs.log import Collector
from reward_reports.runs.logs.rows import JsonError, Rows, parse

_NAME = "trainer_state.json"


def in_folder(folder: Path) -> bool:
    """Whether a trainer has left its state in a folder."""
    return (folder / _NAME).is_file()


def read(path: Path, to: Collector) -> None:
    """Read what a trainer logged; a folder is searched for the file."""
    path = path / _NAME if path.is_dir() else path
    try:
        state = parse("".join(line.text for line in lines(path, to)))
    except JsonError as error:
        raise to.error(str(error), "Copy the file again from the trainer's folder", path) from error
    history = state.get("log_history") if isinstance(state, dict) else None
    if not isinstance(history, list):
        raise to.error("there is no list `log_history`", "Name the trainer_state.json of a trainer", path)
    rows = Rows(path, to.run(), "/")
    for number, row in enumerate(history, 1):
        at = f"entry {number} of log_history"
        if not isinstance(row, dict):
            raise to.error("an object {…} was expected", "Copy the file again", path, at)
        rows.take(row, at)
