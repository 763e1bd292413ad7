"""What stable-baselines3 saves: a zip archive of a model, and the statistics of VecNormalize. Nothing is unpickled."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from reward_reports.runs.drafting.archives import opened, read_part
from reward_reports.runs.drafting.config import config_of
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import ALGORITHM, PARTS, SETTINGS, TRICKS, WORLD, SourceFacts
from reward_reports.runs.drafting.inert import MAX_BYTES, Inert, read_pickle
from reward_reports.runs.drafting.reading import read_bytes, read_text
from reward_reports.runs.drafting.settings import read_settings

MARK = "_stable_baselines3_version"
_ALGORITHMS = (
    ("target_entropy", "Soft actor-critic (SAC)"),
    ("target_policy_noise", "Twin delayed DDPG (TD3), or DDPG"),
    ("exploration_fraction", "Deep Q-learning (DQN)"),
    ("clip_range", "Proximal policy optimisation (PPO)"),
    ("gae_lambda", "Advantage actor-critic (A2C)"),
)
"""The archive does not name its algorithm; each has a setting of its own, told apart in this order."""
_NUMBER = re.compile(r"ConstantSchedule\(val=([-+.\de]+)\)")


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of stable-baselines3."""
    try:
        with opened(path) as archive:
            return MARK in archive.namelist()
    except DraftError:
        return False


def model(path: Path, facts: SourceFacts) -> None:
    """Read the archive of a model."""
    name = path.as_posix()
    with opened(path) as archive:
        held = _data(archive, name)
        facts.add((*SETTINGS, "stable_baselines3"), _text(archive, MARK), f"{name}: {MARK}")
    plain = {key: _plain(value) for key, value in held.items()}
    algorithm = next((title for key, title in _ALGORITHMS if key in held), "")
    facts.add(ALGORITHM, algorithm, f"{name}: data, by the settings it has")
    for key, title in (("observation_space", "observations"), ("action_space", "actions")):
        facts.add((*WORLD, title), _space(held.get(key)), f"{name}: data: {key}")
    policy = held.get("policy_class")
    if isinstance(policy, dict):
        facts.add((*PARTS, "policy", "architecture"), str(policy.get("__module__", "")), f"{name}: data: policy_class")
        facts.add((*PARTS, "policy", "role"), "policy", f"{name}: data: policy_class")
    read_settings(config_of({key: value for key, value in plain.items() if value is not None}, f"{name}: data"), facts)


def normalisation(path: Path, facts: SourceFacts) -> None:
    """Read the pickle of VecNormalize: it may change the reward without anybody seeing it."""
    held, name = read_pickle(read_bytes(path, MAX_BYTES), path.as_posix()), path.as_posix()
    if not isinstance(held, Inert) or not held.named.endswith(".VecNormalize"):
        facts.notes.append(f"{name} is a pickle, but not one of VecNormalize")
        return
    state = held.state
    if state.get("norm_reward") is True:
        what = f"The reward is divided by a running deviation of the return and cut off at {state.get('clip_reward')}."
        facts.add((*TRICKS, "normalised-reward", "what"), what, f"{name}: norm_reward, clip_reward")
    if state.get("norm_obs") is True:
        what = f"Observations are normalised by running statistics and cut off at {state.get('clip_obs')}."
        facts.add((*TRICKS, "normalised-observations", "what"), what, f"{name}: norm_obs, clip_obs")
    kept: dict[str, Any] = {key: state[key] for key in ("norm_reward", "clip_reward", "gamma") if key in state}
    read_settings(config_of(kept, name), facts)


def monitor(path: Path, facts: SourceFacts) -> None:
    """Read the first line of a log of Monitor, which names the environment."""
    first = read_text(path).partition("\n")[0]
    try:
        held = json.loads(first.removeprefix("#"))
    except (ValueError, RecursionError):
        return
    if isinstance(held, dict):
        facts.add((*WORLD, "states"), _environment(held.get("env_id")), f"{path.as_posix()}:1: env_id")


def _environment(name: object) -> str:
    return f"The environment {name}." if isinstance(name, str) and name not in ("", "None") else ""


def _data(archive: ZipFile, name: str) -> dict[str, Any]:
    try:
        held = json.loads(_text(archive, "data"))
    except (ValueError, RecursionError):
        raise DraftError(f"{name}: its part `data` is not valid JSON") from None
    if not isinstance(held, dict):
        raise DraftError(f"{name}: its part `data` holds no settings")
    return held


def _text(archive: ZipFile, part: str) -> str:
    return read_part(archive, part, MAX_BYTES).decode("utf-8", "replace").strip()


def _plain(value: Any) -> Any:
    """Return a setting; an object is described by what the archive says of it, if that is a constant."""
    if not isinstance(value, dict):
        return value
    description = " ".join(str(one) for one in value.values())
    match = _NUMBER.search(description)
    if match:
        return float(match[1])
    return "a schedule that is a function (not readable)" if "function" in description else None


def _space(value: Any) -> str:
    """Return a space in words."""
    if not isinstance(value, dict):
        return ""
    kind = re.search(r"spaces\.\w+\.(\w+)", str(value.get(":type:", "")))
    parts = [
        f"{key.strip('_')} {value[key]}"
        for key in ("n", "_shape", "dtype", "low", "high")
        if value.get(key) not in (None, "")
    ]
    return f"{kind[1] if kind else 'A space'}: {', '.join(parts)}" if parts else ""
