"""Files of settings: YAML and JSON of CleanRL, OpenRLHF, verl and others, W&B's `config.yaml`, runs of MLflow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reward_reports.runs.drafting.fact import ALGORITHM, BASE_MODEL, DATA, PARTS, POLICY_RUN, TERMS, WORLD, Found
from reward_reports.runs.drafting.reading import read_json, read_text, read_yaml
from reward_reports.runs.drafting.secrets import HIDDEN, shown
from reward_reports.runs.drafting.settings import flat, read_settings

_FEEDBACK = ("kl_coef", "init_kl_coef", "kl_loss_coef", "reward_pretrain", "remote_rm_url", "beta")
_TOLD = {
    "algorithm.adv_estimator": (ALGORITHM, (*POLICY_RUN, "algorithm")),
    "advantage_estimator": (ALGORITHM, (*POLICY_RUN, "algorithm")),
    "actor_rollout_ref.model.path": ((*BASE_MODEL, "name"), (*PARTS, "policy", "derived_from")),
    "pretrain": ((*BASE_MODEL, "name"), (*PARTS, "policy", "derived_from")),
    "model_name_or_path": ((*BASE_MODEL, "name"), (*PARTS, "policy", "derived_from")),
    "reward_pretrain": ((*TERMS, "reward-model", "name"),),
    "remote_rm_url": ((*TERMS, "remote-reward-model", "name"),),
    "reward_model.model.path": ((*TERMS, "reward-model", "name"),),
    "custom_reward_function.name": ((*TERMS, "reward-function", "name"),),
    "custom_reward_function.path": ((*TERMS, "reward-function", "rationale"),),
    "data.train_files": ((*DATA, "training-data", "name"),),
    "prompt_data": ((*DATA, "prompts", "name"),),
    "dataset": ((*DATA, "training-data", "name"),),
    "dataset_name": ((*DATA, "training-data", "name"),),
    "env_id": ((*WORLD, "states"),),
}
"""Settings that name a thing the report has a place for."""


def settings_file(path: Path, found: Found) -> None:
    """Read a file of settings."""
    held = read_json(path) if path.suffix == ".json" else read_yaml(path)
    if isinstance(held, dict):
        take({key: _value(value) for key, value in held.items()}, path.as_posix(), found)


def mlflow_run(folder: Path, found: Found) -> None:
    """Read the parameters of a run in MLflow's store of files, a file each."""
    files = sorted(file for file in (folder / "params").iterdir() if file.is_file() and not file.is_symlink())
    take({file.name: number(read_text(file, 100_000)) for file in files[:2000]}, (folder / "params").as_posix(), found)


def take(held: dict[str, Any], source: str, found: Found) -> None:
    """Take settings by their names, and what they name: an environment, a base model, data."""
    pairs = flat(held)
    feedback = any(name.rpartition(".")[2] in _FEEDBACK for name, _ in pairs)
    read_settings(held, source, found, feedback=feedback)
    for name, value in pairs:
        told = shown(name, value)
        for where in _TOLD.get(name, ()):
            if isinstance(told, str) and told != HIDDEN and (feedback or where[0] != "rlhf"):
                found.add(
                    where, f"The environment {told}." if where == (*WORLD, "states") else told, f"{source}: {name}"
                )


def _value(value: Any) -> Any:
    """Return the value of a setting as W&B writes it: with a description beside."""
    return value["value"] if isinstance(value, dict) and "value" in value and set(value) <= {"value", "desc"} else value


def number(text: str) -> Any:
    """Return a setting that was written as text as the number or the truth that it is."""
    bare = text.strip()
    for kind in (int, float):
        try:
            return kind(bare)
        except ValueError:
            continue
    return {"True": True, "False": False, "None": None}.get(bare, bare)
