"""Which reader a file or folder is for, by names and first bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from reward_reports.runs.drafting import from_evaluations, from_logs, from_sb3, from_settings, from_trl
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import SourceFacts
from reward_reports.runs.drafting.reading import read_json

Reader = Callable[[Path, SourceFacts], None]


def _json(path: Path, facts: SourceFacts) -> None:
    """Read a JSON file that may hold results or settings."""
    held = read_json(path)
    if from_evaluations.is_results(held):
        from_evaluations.take_results(held, path.as_posix(), facts)
    else:
        from_settings.settings_file(path, facts)


METRICS = "metrics.jsonl"
"""What a run logged with times; it goes before a log of the same run that has none."""
_NAMED: dict[str, Reader] = {
    "training_args.bin": from_trl.training_args,
    METRICS: from_logs.jsonl,
    "trainer_state.json": from_trl.trainer_state,
    "config.json": from_trl.configuration,
    "adapter_config.json": from_trl.adapter,
    "README.md": from_trl.card,
    "config.yaml": from_settings.settings_file,
    "config.yml": from_settings.settings_file,
    "multirun.yaml": from_settings.settings_file,
    "args.yml": from_settings.settings_file,
    "args.yaml": from_settings.settings_file,
    "args.json": from_settings.settings_file,
    "hyperparameters.json": from_settings.settings_file,
    "rl.toml": from_settings.settings_file,
    "orch.toml": from_settings.settings_file,
    "train.toml": from_settings.settings_file,
}
_SUFFIXES: dict[str, Reader] = {
    ".bin": from_trl.training_args,
    ".pkl": from_sb3.normalisation,
    ".yaml": from_settings.settings_file,
    ".yml": from_settings.settings_file,
    ".toml": from_settings.settings_file,
    ".sh": from_settings.settings_file,
    ".json": _json,
    ".jsonl": from_logs.jsonl,
    ".db": from_logs.mlflow,
    ".sqlite": from_logs.mlflow,
}
_READ = (
    "a run's folder of TRL or transformers, RL-Zoo, hydra, MLflow or W&B; training_args.bin, trainer_state.json, config.json, "
    "adapter_config.json, a model card; a .zip of stable-baselines3, a .pkl of VecNormalize, a monitor.csv; settings as YAML, JSON, "
    "TOML or in a script; event files of TensorBoard, a .wandb, a log of JSON lines, MLflow's database; results of Inspect, lm-evaluation-harness, HELM or "
    "Every Eval Ever"
)
_RESULTS = re.compile(r"results_.*\.json\Z")
_CHECKPOINT = re.compile(r"checkpoint-(\d{1,12})\Z")
_MOST_FILES = 1_000
"""Files of one folder that are looked at."""


def read_source(path: Path) -> SourceFacts:
    """Return what a file or folder says. A file of a folder that cannot be read is reported, and the others are read.

    Raises:
        DraftError: if it cannot be read, or there is nothing in it that is known.
    """
    facts = SourceFacts()
    readers = list(_readers(path, facts))
    if not readers:
        raise DraftError(f"{path.as_posix()} contains no supported file. Supported: {_READ}")
    errors = [error for file, reader in readers if (error := _read(file, reader, facts))]
    if errors and len(errors) == len(readers):
        raise DraftError("; ".join(errors))
    facts.notes += [f"{error}; it was left out" for error in errors]
    if not facts.facts:
        facts.notes.insert(0, f"{path.as_posix()}: nothing in it belongs in a report")
    return facts


def _read(file: Path, reader: Reader, result: SourceFacts) -> str:
    """Read one file; return what is wrong with it, and keep nothing of what it said until then."""
    facts, notes = len(result.facts), len(result.notes)
    try:
        reader(file, result)
    except DraftError as error:
        del result.facts[facts:], result.notes[notes:]
        return str(error)
    return ""


def _readers(path: Path, facts: SourceFacts) -> Iterator[tuple[Path, Reader]]:
    if path.is_dir():
        yield from _folder(path, facts)
        return
    if not path.exists():
        raise DraftError(f"{path.as_posix()} does not exist")
    if not path.is_file():  # a pipe would be waited for
        raise DraftError(f"{path.as_posix()} is not a regular file")
    reader = _in_a_folder(path) or _SUFFIXES.get(path.suffix)
    if reader is not None:
        yield path, reader


def _folder(path: Path, facts: SourceFacts) -> Iterator[tuple[Path, Reader]]:
    if (path / "params").is_dir() and (path / "meta.yaml").is_file():
        yield path, from_settings.mlflow_run
        return
    if (path / "run_spec.json").is_file() and (path / "stats.json").is_file():
        yield path, from_evaluations.helm_run
        return
    places = [path, *(path / name for name in ("files", ".hydra") if _is_folder(path / name)), *_settings_of_zoo(path)]
    files = {file.name: file for file in _files(_newest_checkpoint(path, facts))}
    files |= {file.name: file for place in reversed(places) for file in _files(place)}
    for file in sorted(files.values(), key=lambda file: (file.name != METRICS, file)):
        if (reader := _in_a_folder(file)) is not None:
            yield file, reader
    if _is_folder(path / "runs"):  # where transformers puts them
        yield path / "runs", from_logs.event_folder


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _files(place: Path | None) -> list[Path]:
    if place is None:
        return []
    return [file for file in sorted(place.iterdir())[:_MOST_FILES] if file.is_file()]


def _settings_of_zoo(path: Path) -> list[Path]:
    """Return the folders in which RL-Zoo keeps settings and statistics: one below the run, called like its environment."""
    below = [one for one in sorted(path.iterdir())[:_MOST_FILES] if _is_folder(one)]
    names = ("args.yml", "vecnormalize.pkl")
    return [one for one in below if any(os.path.isfile(one / name) for name in names)][:1]  # noqa: PTH113 it may be locked


def _newest_checkpoint(path: Path, facts: SourceFacts) -> Path | None:
    """Return the newest checkpoint of a run, and tell of the others."""
    below = [
        (int(match[1]), one)
        for one in sorted(path.iterdir())
        if (match := _CHECKPOINT.match(one.name)) and _is_folder(one)
    ]
    steps = sorted(below)
    if len(steps) > 1:
        others = ", ".join(one.name for _, one in steps[:-1][-10:])
        facts.notes.append(f"{path.as_posix()}: {steps[-1][1].name} is the newest checkpoint; not read: {others}")
    return steps[-1][1] if steps else None


def _in_a_folder(file: Path) -> Reader | None:
    """Return the reader of a file whose name or content tells by itself what it is."""
    if file.suffix == ".zip":
        return from_sb3.model if from_sb3.is_archive(file) else None
    if file.suffix == ".eval":
        return from_evaluations.inspect_archive
    if file.name.endswith("monitor.csv"):
        return from_sb3.monitor
    if "tfevents" in file.name:
        return from_logs.events
    if file.suffix == ".wandb":
        return from_logs.wandb
    if "vecnormalize" in file.name.lower() and file.suffix == ".pkl":
        return from_sb3.normalisation
    if _RESULTS.match(file.name):
        return from_evaluations.results_file
    return _NAMED.get(file.name)
