"""Makes the fixtures of the log readers with the tools themselves, and what each tool reads back from them.

Run it in an environment of its own, as it needs large packages (last made with the versions below), in a neutral folder:

    pip install tensorboard==2.21.0 tensorboardX==2.6.5 mlflow==3.17.2 wandb==0.31.0 trackio==0.43.0 pyarrow==25.0.1
    python tests/runs/logs/make_fixtures.py /tmp/fixtures

It writes nothing about the machine: names of hosts and users are set to neutral ones, paths are searched for at the end.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import socket
import sqlite3
import sys
from pathlib import Path

socket.gethostname = lambda: "host"
ROWS = [
    {"reward": n * 1.25 - 7, "objective/kl": 0.01 * n, "loss": math.nan if n == 5 else 1 / (n + 1)} for n in range(40)
]


def keep_only(path: Path, *kept: str) -> None:
    """Drop the other tables of a database, which make it large and hold paths."""
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA journal_mode = DELETE")
        tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for (name,) in tables.fetchall():
            if name not in kept:
                base.execute(f'DROP TABLE "{name}"')
    base.execute("VACUUM")
    base.close()


def as_logged(**more: list[float]) -> dict:
    """Return what was logged, for a tool that has no reader of its own."""
    columns = {tag: [row[tag] for row in ROWS] for tag in ROWS[0]} | more
    return {tag: [[n, None, value] for n, value in enumerate(values)] for tag, values in columns.items()}


def tensorboard(folder: Path) -> dict:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboardX import SummaryWriter

    with SummaryWriter(str(folder)) as writer:
        writer.add_text("args", "beta: 0.0")
        for n, row in enumerate(ROWS):
            for tag, value in row.items():
                writer.add_scalar(tag, value, n * 10, walltime=1700000000.25 + n)
        writer.add_histogram("weights", [1.0, 2.0, 3.0], 0)
    for path in folder.iterdir():
        path.rename(folder / "events.out.tfevents.1700000000.host")
    read = EventAccumulator(str(folder), size_guidance={"scalars": 0}).Reload()
    return {tag: [[e.step, e.wall_time, e.value] for e in read.Scalars(tag)] for tag in read.Tags()["scalars"]}


def mlflow(path: Path) -> dict:
    read, _ = mlflow_run(f"sqlite:///{path}")
    keep_only(path, "runs", "metrics")
    return read


def mlflow_files(path: Path, work: Path) -> dict:
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    read, run = mlflow_run(work.resolve().as_uri())
    (metrics,) = work.glob(f"*/{run}/metrics")
    shutil.copytree(metrics, path / "1" / "first" / "metrics")
    return read


def mlflow_run(store: str) -> tuple[dict, str]:
    import mlflow as tool

    os.environ["MLFLOW_DISABLE_AGENT_SKILLS"] = "1"
    tool.set_tracking_uri(store)
    client = tool.MlflowClient()
    experiment = client.create_experiment("e", artifact_location="file:///artifacts")
    run = client.create_run(experiment, run_name="first", tags={"mlflow.user": "user"}).info.run_id
    for n, row in enumerate(ROWS):
        for tag, value in row.items():
            client.log_metric(run, tag, value, timestamp=1700000000250 + n * 1000, step=n)
    client.set_terminated(run)
    read = {
        tag: [[m.step, m.timestamp / 1000, m.value] for m in client.get_metric_history(run, tag)] for tag in ROWS[0]
    }
    return read, run


def wandb(path: Path, work: Path) -> dict:
    os.environ |= {
        "WANDB_MODE": "offline", "WANDB_USERNAME": "user", "WANDB_HOST": "host", "WANDB_SILENT": "true",
        "WANDB_DISABLE_GIT": "true", "WANDB_DISABLE_CODE": "true", "WANDB_PROGRAM": "train.py", "WANDB_CONSOLE": "off",
    }  # fmt: skip
    import wandb as tool

    settings = tool.Settings(x_disable_stats=True, x_disable_meta=True, host="host", console="off", save_code=False)
    run = tool.init(project="p", dir=str(work), id="abcdefgh", settings=settings)
    for n, row in enumerate(ROWS):
        run.log({**row, "eval": {"accuracy": n / 40}}, step=n)
    run.finish()
    shutil.copy(next(work.rglob("*.wandb")), path)
    return as_logged(**{"eval.accuracy": [n / 40 for n in range(len(ROWS))]})


def trackio(path: Path, work: Path) -> dict:
    os.environ |= {"TRACKIO_DIR": str(work), "HF_HUB_OFFLINE": "1", "TRACKIO_SHOW_DASHBOARD": "0"}
    import trackio as tool

    tool.init(project="p", name="first", embed=False)
    for n, row in enumerate(ROWS):
        tool.log(row, step=n)
    tool.finish()
    shutil.copy(next(work.rglob("p*.db")), path)
    keep_only(path, "metrics")
    return as_logged()


def parquet(path: Path) -> dict:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    table = pa.table(
        {"step": range(len(ROWS)), **{tag: [row[tag] for row in ROWS] for tag in ROWS[0]}, "name": ["x"] * len(ROWS)}
    )
    write_table(table, path)
    return as_logged()


def main(folder: Path) -> None:
    """Write all fixtures; a part can be named."""
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    made = {
        "tensorboard": lambda: tensorboard(folder / "tensorboard"),
        "mlflow": lambda: mlflow(folder / "mlflow.db"),
        "mlflow_files": lambda: mlflow_files(folder / "mlruns", work / "mlruns"),
        "wandb": lambda: wandb(folder / "run.wandb", work / "wandb"),
        "trackio": lambda: trackio(folder / "trackio.db", work / "trackio"),
        "parquet": lambda: parquet(folder / "table.parquet"),
    }
    for name in sys.argv[2:] or made:
        (work / name).mkdir(exist_ok=True)
        (folder / f"{name}.json").write_text(json.dumps(made[name](), indent=None) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
