"""The formats of logs that are read: what each is called, how it is recognised, what gives the step and the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reward_reports.base.formats import function_at

if TYPE_CHECKING:
    from pathlib import Path

    from reward_reports.runs.logs.log import Collector


@dataclass(frozen=True, slots=True)
class LogReader:
    """A format of logs. The table of the documentation is made of its words; functions are imported when they are used.

    Attributes:
        name: what the configuration of a metric calls it.
        title: what it is.
        recognised: how a file or folder is known to be one, in words.
        step: where step and time come from.
        reader: the path of the function that reads it.
        magic: the bytes with which its files begin.
        part: what the names of its files contain.
        endings: the endings of its files.
        text: says by the first bytes of a text whether it is one.
        folder: the path of a function that finds its files in a folder.
        confirm: the path of a function that says whether a file with its first bytes is one.
    """

    name: str
    title: str
    recognised: str
    step: str
    reader: str
    magic: bytes = b""
    part: str = ""
    endings: tuple[str, ...] = ()
    text: Callable[[bytes], bool] | None = None
    folder: str = ""
    confirm: str = ""

    def __call__(self, path: Path, to: Collector) -> None:
        """Read a log."""
        function_at(self.reader)(path, to)


_BY_NAME = "the columns named as below"
_HERE = "runs.logs."
_SQLITE = b"SQLite format 3\0"


def _first_line(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]


def _is_trainer_state(head: bytes) -> bool:
    line = _first_line(head)
    return line.startswith(b"{") and (line.strip() == b"{" or b'"log_history"' in line)


def _is_jsonl(head: bytes) -> bool:
    return _first_line(head).startswith(b"{")


def _is_table(head: bytes) -> bool:
    line = _first_line(head)
    return (
        b"\0" not in head
        and not line.startswith(b"{")
        and (line.startswith(b"#{") or any(mark in line for mark in (b",", b";", b"\t")))
    )


LOG_READERS = (
    LogReader(
        "csv",
        "Table with a line of names; also `monitor.csv`",
        "`.csv`, `.tsv`; or text with delimiters",
        _BY_NAME,
        _HERE + "from_csv.read",
        endings=(".csv", ".tsv"),
        text=_is_table,
    ),
    LogReader(
        "trainer_state",
        "`trainer_state.json` of transformers and TRL",
        "the name; or JSON with `log_history`",
        "`step`",
        _HERE + "from_trainer_state.read",
        endings=("trainer_state.json",),
        text=_is_trainer_state,
        folder=_HERE + "from_trainer_state.in_folder",
    ),
    LogReader(
        "jsonl",
        "JSON lines; nested keys joined with `/`",
        "`.jsonl`, `.ndjson`; or a first line `{…}`",
        _BY_NAME,
        _HERE + "from_jsonl.read",
        endings=(".jsonl", ".ndjson"),
        text=_is_jsonl,
    ),
    LogReader(
        "wandb",
        "`.wandb` of an offline run; nested keys joined with `.`",
        "first bytes `:W&B`",
        "`_step`, `_timestamp`",
        _HERE + "from_wandb.read",
        magic=b":W&B",
        folder=_HERE + "from_wandb.run_files",
    ),
    LogReader(
        "tensorboard",
        "TensorBoard event files: a file, or a folder of runs",
        "`tfevents` in a name",
        "the event",
        _HERE + "from_tensorboard.read",
        part="tfevents",
        folder=_HERE + "from_tensorboard.event_files",
    ),
    LogReader(
        "mlflow",
        "MLflow's tracking database",
        "SQLite with the table `runs`",
        "the metric",
        _HERE + "from_mlflow.read",
        magic=_SQLITE,
        confirm=_HERE + "from_mlflow.is_one",
    ),
    LogReader(
        "mlflow_files",
        "MLflow's folders of files",
        "a folder with `metrics`, or with such folders",
        "the metric",
        _HERE + "from_mlflow_files.read",
        folder=_HERE + "from_mlflow_files.run_folders",
    ),
    LogReader(
        "trackio",
        "Database of a trackio project",
        "SQLite without the table `runs`",
        "the row",
        _HERE + "from_trackio.read",
        magic=_SQLITE,
    ),
    LogReader(
        "parquet",
        "Parquet, with the extra `parquet`",
        "first bytes `PAR1`",
        _BY_NAME,
        _HERE + "from_parquet.read",
        magic=b"PAR1",
    ),
)
"""The formats; where more than one fits a log, the first is taken."""

FORMATS = {one.name: one for one in LOG_READERS}
"""The formats by their names."""
