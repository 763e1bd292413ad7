"""Which format a log has, by its name and its first bytes."""

from __future__ import annotations

from pathlib import Path

from reward_reports.base.errors import LogError
from reward_reports.base.reading import open_file

_HEAD = 4096
_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}

_MAGIC = {b":W&B": "wandb", b"PAR1": "parquet", b"SQLite format 3\0": ""}


def detect(path: Path) -> str:
    """Return the name of the format of a file or folder.

    Raises:
        LogError: if it cannot be read or looks like none.
    """
    found = _folder(path) if path.is_dir() else _file(path)
    if found is None:
        what = "the folder holds no log that is known" if path.is_dir() else "this looks like no log that is known"
        raise LogError(f"{path}: {what}. Name the file of the log, or its format.")
    return found


def _folder(path: Path) -> str | None:
    from reward_reports.runs.logs.from_mlflow_files import run_folders
    from reward_reports.runs.logs.from_tensorboard import event_files
    from reward_reports.runs.logs.from_wandb import run_files

    if (path / "trainer_state.json").is_file():
        return "trainer_state"
    if run_files(path):
        return "wandb"
    if event_files(path):
        return "tensorboard"
    return "mlflow_files" if run_folders(path) else None


def _file(path: Path) -> str | None:
    with open_file(path, LogError) as file:
        head = file.read(_HEAD)
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name or _database(path)
    if "tfevents" in path.name:
        return "tensorboard"
    if path.name == "trainer_state.json":
        return "trainer_state"
    if path.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[path.suffix.lower()]
    return _text(head)


def _text(head: bytes) -> str | None:
    line = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if line.startswith(b"{"):
        return "trainer_state" if line.strip() == b"{" or b'"log_history"' in line else "jsonl"
    if line.startswith(b"#{") or any(mark in line for mark in (b",", b";", b"\t")):
        return "csv" if b"\0" not in head else None
    return None


def _database(path: Path) -> str:
    """Tell MLflow's database, which has runs, from trackio's."""
    from reward_reports.runs.logs.sqlite import has_table

    return "mlflow" if has_table(path, "runs") else "trackio"
