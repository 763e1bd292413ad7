"""Logs that also hold how a run was set up: TensorBoard's event files, W&B's `.wandb`, MLflow's database; and JSON lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from reward_reports.runs.drafting.fact import SourceFacts
from reward_reports.runs.drafting.from_settings import number, take
from reward_reports.runs.drafting.from_trl import form, logged
from reward_reports.runs.logs.from_jsonl import read as read_jsonl
from reward_reports.runs.logs.from_mlflow import parameters
from reward_reports.runs.logs.from_tensorboard import event_files, texts
from reward_reports.runs.logs.from_tensorboard import read as read_events
from reward_reports.runs.logs.from_wandb import read as read_wandb
from reward_reports.runs.logs.from_wandb import settings
from reward_reports.runs.logs.log import Collector, LogLimits

_MOST_RUNS = 5
_ROW = re.compile(r"^\|([^|]+)\|(.*)\|[ \t]*$", re.MULTILINE)


def events(path: Path, facts: SourceFacts) -> None:
    """Read an event file of TensorBoard: settings that were written as text, and what was logged."""
    name, to = path.as_posix(), _collector(path, facts)
    for tag, text in sorted(texts(path, to).items()):
        source = f"{name}: {tag}"
        if tag == "hyperparameters/text_summary":
            take(_table(text), source, facts)
        elif tag == "args/text_summary":
            take(_object(text), source, facts)
        elif tag == "model_config/text_summary":
            form(_object(text), source, facts)
    log = _collector(path, facts)
    read_events(path, log)
    logged(sorted(log.seen), name, facts)


def event_folder(folder: Path, facts: SourceFacts) -> None:
    """Read the event files below a run's folder, if they are not those of many runs."""
    runs = event_files(folder)
    if len(runs) > _MOST_RUNS:
        facts.notes.append(f"{folder.as_posix()} holds logs of {len(runs)} runs, which were left out; name one of them")
        return
    for _, files in sorted(runs.items()):
        for file in files:
            events(file, facts)


def wandb(path: Path, facts: SourceFacts) -> None:
    """Read the file of an offline run of W&B."""
    take(settings(path, _collector(path, facts)), path.as_posix(), facts)
    log = _collector(path, facts)
    read_wandb(path, log)
    logged(sorted(log.seen), path.as_posix(), facts)


def jsonl(path: Path, facts: SourceFacts) -> None:
    """Read which rewards and divergences a log of JSON lines holds."""
    log = _collector(path, facts)
    read_jsonl(path, log)
    logged(sorted(log.seen), path.as_posix(), facts)


def mlflow(path: Path, facts: SourceFacts) -> None:
    """Read the parameters in MLflow's database; runs that differ are shown as sources that differ."""
    runs = parameters(path, _collector(path, facts))
    if len(runs) > _MOST_RUNS:
        facts.notes.append(f"{path.as_posix()} holds {len(runs)} runs, which were left out; name the folder of one run")
        return
    for run, held in sorted(runs.items()):
        take({key: number(value) for key, value in held.items()}, f"{path.as_posix()}: {run}", facts)


def _collector(path: Path, facts: SourceFacts) -> Collector:
    """Return what knows the names of all tags and keeps no points."""
    return Collector(path, LogLimits(), (), facts.notes.append)


def _table(text: str) -> dict[str, Any]:
    """Return the settings of a Markdown table of two columns, as CleanRL and others write them."""
    rows = [(key.strip(), value.strip()) for key, value in _ROW.findall(text)]
    return {key: number(value) for key, value in rows if key not in ("param", "key") and not set(key) <= {"-", ":"}}


def _object(text: str) -> dict[str, Any]:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
