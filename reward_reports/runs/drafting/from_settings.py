"""Files of settings: YAML, JSON, TOML and starting scripts of TRL, OpenRLHF, verl, trlx, prime-rl, CleanRL, RL-Zoo and others; runs of MLflow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reward_reports.runs.drafting.algorithms import Algorithm, algorithm_of, hints_of, title_of
from reward_reports.runs.drafting.config import Config, config_of
from reward_reports.runs.drafting.data import take_data, take_model
from reward_reports.runs.drafting.environments import take_environments, take_rubric
from reward_reports.runs.drafting.fact import ALGORITHM, POLICY_RUN, SourceFacts
from reward_reports.runs.drafting.from_shell import programs_of, settings_of
from reward_reports.runs.drafting.penalties import take_penalties
from reward_reports.runs.drafting.reading import parse_json, parse_settings, parse_toml, read_text
from reward_reports.runs.drafting.rewards import take_rewards
from reward_reports.runs.drafting.settings import read_settings

_MOST_BYTES = 4_000_000
_PARSERS: dict[str, Callable[[str, str], Any]] = {".json": parse_json, ".toml": parse_toml, ".sh": settings_of}
_PREFERENCES = ("reward_pretrain", "remote_rm_url", "max_prompt_length")
_KL = ("kl_coef", "init_kl_coef", "kl_loss_coef", "kl_penalty_coef")


def settings_file(path: Path, facts: SourceFacts) -> None:
    """Read a file of settings."""
    text, name = read_text(path, _MOST_BYTES), path.as_posix()
    parse = _PARSERS.get(path.suffix, parse_settings)
    held = parse(text, name)
    if not isinstance(held, dict):
        facts.notes.append(f"{name} holds no settings")
        return
    settings = {str(key): _value(value) for key, value in held.items()}
    if _many_runs(settings):
        facts.notes.append(
            f"{name} holds the settings of {len(settings)} runs, which were left out; name the file of one run"
        )
        return
    if _is_sweep(settings):
        facts.notes.append(f"{name} describes a sweep of runs with different settings; name the folder of one run")
        return
    if _has_defaults(settings) and ".hydra" not in path.parts:
        facts.notes.append(
            f"{name} names other files under `defaults`, which were not read; the folder of a run has all settings"
        )
    programs = programs_of(text) if path.suffix == ".sh" else []
    take(settings, name, facts, hints=(*hints_of(text, name), *((one, f"{name}: {one}") for one in programs)))


def mlflow_run(folder: Path, facts: SourceFacts) -> None:
    """Read the parameters of a run in MLflow's store of files, a file each."""
    files = sorted(file for file in (folder / "params").iterdir() if file.is_file() and not file.is_symlink())
    take({file.name: number(read_text(file, 100_000)) for file in files[:2000]}, (folder / "params").as_posix(), facts)


def take(held: Mapping[str, Any], source: str, facts: SourceFacts, *, hints: tuple[tuple[str, str], ...] = ()) -> None:
    """Take settings by their names, and what they name: the algorithm, rewards, penalties, a base model, data, an environment.

    Args:
        held: the settings, mappings within mappings.
        source: the file.
        facts: where the facts go.
        hints: words of the file's comments and path that may name the algorithm.
    """
    config = config_of(held, source, hints)
    if not take_rubric(config, facts):
        take_config(config, held, *algorithm_of(config), facts)


def take_config(
    config: Config, held: Mapping[str, Any], algorithm: Algorithm | None, at: str, facts: SourceFacts
) -> None:
    """Take settings for an algorithm that is known, or None; see `take`.

    Args:
        config: the settings.
        held: the same, nested.
        algorithm: the algorithm.
        at: what says so.
        facts: where the facts go.
    """
    of_language = take_environments(config, held, facts)
    feedback = of_language or _learns_from_feedback(config, algorithm)
    _algorithm(config, algorithm, at, facts, feedback=feedback)
    before = len(facts.facts)
    read_settings(config, facts, feedback=feedback)
    take_rewards(config, held, facts)
    take_penalties(config, algorithm or _unnamed(config), facts)
    take_model(config, facts, feedback=feedback)
    take_data(config, held, facts)
    if config.off and len(facts.facts) > before:
        facts.notes.append(f"{config.source}: switched off and left out: {', '.join(sorted(config.off)[:20])}")


def _algorithm(config: Config, known: Algorithm | None, at: str, facts: SourceFacts, *, feedback: bool) -> None:
    if known is not None:
        facts.add(ALGORITHM, known.title, at)
        if known.kind != "other" and feedback:
            facts.add((*POLICY_RUN, "algorithm"), known.title, at)
        return
    for name in (
        "algo",
        "algorithm",
        "algo_name",
        "algorithm.name",
        "algo.name",
        "algorithm.adv_estimator",
        "advantage_estimator",
        "rl",
    ):
        value = config.values.get(name)
        if isinstance(value, str) and (title_of(value) or name not in ("algo", "algorithm", "rl")):
            facts.add(ALGORITHM, title_of(value) or value, config.at(name))
            return


def _learns_from_feedback(config: Config, algorithm: Algorithm | None) -> bool:
    """Whether a language model is trained on feedback, as far as the settings show it."""
    if algorithm is not None and algorithm.kind == "other":
        return False
    if config.get("actor_rollout_ref.model.path") is not None or config.first("reward_funcs")[0]:
        return True
    of_language = any(config.get(name) is not None for name in _PREFERENCES) or any(
        config.first(name)[0]
        for name in ("model_name_or_path", "pretrain", "model.model_path", "policy.model_name", "base_model")
    )
    if algorithm is not None and algorithm.beta:  # all of them tune models of language
        return True
    of_language = of_language or (algorithm is not None and algorithm.kind == "preference")
    return (of_language and (algorithm is not None or bool(config.first("beta", *_KL)[0]))) or bool(
        config.first(*_KL)[0]
    )


def _unnamed(config: Config) -> Algorithm | None:
    """Return what an algorithm without a name is taken for: one against a reward, where a weight is said to be that of a KL penalty."""
    return Algorithm("", "", "reward") if config.first(*_KL)[0] else None


def _many_runs(held: Mapping[str, Any]) -> bool:
    """Whether a file holds the tuned settings of many environments, as those of RL-Zoo do."""
    inner = [value for value in held.values() if isinstance(value, Mapping)]
    tuned = [value for value in inner if {"policy", "n_timesteps"} & set(value)]
    return len(tuned) > 1 and len(tuned) * 2 > len(held)


def _is_sweep(held: Mapping[str, Any]) -> bool:
    """Whether a file is what hydra writes beside the runs of a sweep."""
    hydra = held.get("hydra")
    return isinstance(hydra, Mapping) and hydra.get("mode") == "MULTIRUN"


def _has_defaults(held: Mapping[str, Any]) -> bool:
    """Whether hydra would put a file together with others."""
    listed = held.get("defaults")
    return isinstance(listed, list) and bool(listed) and all(isinstance(one, str | Mapping) for one in listed)


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
