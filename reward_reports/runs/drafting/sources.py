"""Which reader a file or folder is for, told by names and first bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from reward_reports.runs.drafting import from_logs, from_sb3, from_settings, from_trl
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import Found

Reader = Callable[[Path, Found], None]
_NAMED: dict[str, Reader] = {
    "training_args.bin": from_trl.training_args,
    "trainer_state.json": from_trl.trainer_state,
    "config.json": from_trl.configuration,
    "adapter_config.json": from_trl.adapter,
    "README.md": from_trl.card,
    "config.yaml": from_settings.settings_file,
    "config.yml": from_settings.settings_file,
    "args.json": from_settings.settings_file,
    "hyperparameters.json": from_settings.settings_file,
}
_SUFFIXES: dict[str, Reader] = {
    ".bin": from_trl.training_args,
    ".pkl": from_sb3.normalisation,
    ".yaml": from_settings.settings_file,
    ".yml": from_settings.settings_file,
    ".json": from_settings.settings_file,
    ".db": from_logs.mlflow,
    ".sqlite": from_logs.mlflow,
}
_READ = (
    "a run's folder of TRL or transformers, MLflow or W&B; training_args.bin, trainer_state.json, config.json, "
    "adapter_config.json, a model card; a .zip of stable-baselines3, a .pkl of VecNormalize, a monitor.csv; settings as YAML or JSON; "
    "event files of TensorBoard, a .wandb, MLflow's database"
)


def read_source(path: Path) -> Found:
    """Return what a file or folder says.

    Raises:
        DraftError: if it cannot be read, or there is nothing in it that is known.
    """
    found = Found()
    readers = list(_readers(path))
    if not readers:
        raise DraftError(f"{path.as_posix()} contains no supported file. Supported: {_READ}")
    for file, reader in readers:
        reader(file, found)
    if not found.facts:
        found.notes.insert(0, f"{path.as_posix()}: nothing in it belongs in a report")
    return found


def _readers(path: Path) -> Iterator[tuple[Path, Reader]]:
    if path.is_dir():
        if (path / "params").is_dir() and (path / "meta.yaml").is_file():
            yield path, from_settings.mlflow_run
            return
        places = [path, *(path / name for name in ("files",) if (path / name).is_dir())]
        for file in sorted(file for place in places for file in place.iterdir() if file.is_file()):
            if (reader := _in_a_folder(file)) is not None:
                yield file, reader
        if (path / "runs").is_dir():  # where transformers puts them
            yield path / "runs", from_logs.event_folder
        return
    if not path.exists():
        raise DraftError(f"{path.as_posix()} does not exist")
    if not path.is_file():  # a pipe would be waited for
        raise DraftError(f"{path.as_posix()} is not a regular file")
    reader = _in_a_folder(path) or _SUFFIXES.get(path.suffix)
    if reader is not None:
        yield path, reader


def _in_a_folder(file: Path) -> Reader | None:
    """Return the reader of a file whose name or content tells by itself what it is."""
    if file.suffix == ".zip":
        return from_sb3.model if from_sb3.is_archive(file) else None
    if file.name.endswith("monitor.csv"):
        return from_sb3.monitor
    if "tfevents" in file.name:
        return from_logs.events
    if file.suffix == ".wandb":
        return from_logs.wandb
    if "vecnormalize" in file.name.lower() and file.suffix == ".pkl":
        return from_sb3.normalisation
    return _NAMED.get(file.name)
