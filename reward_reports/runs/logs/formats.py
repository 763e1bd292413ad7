"""The formats of logs that are read: what each is called, how it is recognised, what gives the step and the time."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format of logs; the table of the documentation is made of these words.

    Attributes:
        title: what it is.
        module: the module of this package that reads it; imported when it is used.
        recognised: how a file or folder is known to be one.
        step: where step and time come from.
    """

    title: str
    module: str
    recognised: str
    step: str


_BY_NAME = "the columns named as below"

FORMATS: dict[str, Format] = {
    "csv": Format(
        "Table with a line of names; also `monitor.csv`",
        "from_csv",
        "`.csv`, `.tsv`; or text with delimiters",
        _BY_NAME,
    ),
    "jsonl": Format(
        "JSON lines; nested keys joined with `/`", "from_jsonl", "`.jsonl`, `.ndjson`; or a first line `{…}`", _BY_NAME
    ),
    "tensorboard": Format(
        "TensorBoard event files: a file, or a folder of runs", "from_tensorboard", "`tfevents` in a name", "the event"
    ),
    "trainer_state": Format(
        "`trainer_state.json` of transformers and TRL",
        "from_trainer_state",
        "the name; or JSON with `log_history`",
        "`step`",
    ),
    "mlflow": Format("MLflow's tracking database", "from_mlflow", "SQLite with the table `runs`", "the metric"),
    "mlflow_files": Format(
        "MLflow's folders of files", "from_mlflow_files", "a folder with `metrics`, or with such folders", "the metric"
    ),
    "wandb": Format(
        "`.wandb` of an offline run; nested keys joined with `.`",
        "from_wandb",
        "first bytes `:W&B`",
        "`_step`, `_timestamp`",
    ),
    "trackio": Format("Database of a trackio project", "from_trackio", "SQLite without the table `runs`", "the row"),
    "parquet": Format("Parquet, with the extra `parquet`", "from_parquet", "first bytes `PAR1`", _BY_NAME),
}
