"""What TRL and transformers leave in a run's folder: arguments, states, configurations, the model card."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reward_reports.report.loading.front_matter import FRONT_MATTER
from reward_reports.report.model.values import id_from
from reward_reports.runs.drafting.algorithms import in_words, named
from reward_reports.runs.drafting.config import config_of
from reward_reports.runs.drafting.fact import (
    ALGORITHM,
    BASE_MODEL,
    DATA,
    DIVERGENCE,
    PARTS,
    POLICY_RUN,
    REWARDED,
    TERMS,
    SourceFacts,
)
from reward_reports.runs.drafting.from_settings import take_config
from reward_reports.runs.drafting.inert import Inert, read_torch
from reward_reports.runs.drafting.reading import parse_yaml, read_json, read_text
from reward_reports.runs.drafting.settings import read_settings

_CLASS = re.compile(r"\Atrl\..*\.([A-Za-z]+)Config\Z")
_TERM = re.compile(r"\Arewards/(.+)/mean\Z")
_LOGGED = {
    "kl": DIVERGENCE,
    "objective/kl": DIVERGENCE,
    "reward": "Reward",
    "objective/rlhf_reward": "Reward after the KL penalty",
    "rewards/margins": "Margin between chosen and rejected answers",
    "rollout/ep_rew_mean": "Return of an episode",
    "charts/episodic_return": "Return of an episode",
}


def training_args(path: Path, facts: SourceFacts) -> None:
    """Read `training_args.bin`, a pickle that is not run."""
    held = read_torch(path)
    if not isinstance(held, Inert):
        facts.notes.append(f"{path.as_posix()} holds no arguments of a training")
        return
    name = path.as_posix()
    match = _CLASS.match(held.named)
    known = named(match[1]) if match else None
    take_config(config_of(held.state, name), held.state, known, f"{name}: {held.named}", facts)
    if match and known is None:
        facts.add(ALGORITHM, match[1], f"{name}: {held.named}")


def trainer_state(path: Path, facts: SourceFacts) -> None:
    """Read `trainer_state.json`: which rewards and what else was logged."""
    state, name = read_json(path), path.as_posix()
    if not isinstance(state, dict):
        facts.notes.append(f"{name} holds no state of a trainer")
        return
    facts.add((*POLICY_RUN, "duration"), _steps(state), f"{name}: global_step") if _is_feedback(state) else None
    logged(
        dict.fromkeys(tag for row in _rows(state) for tag in row),
        name,
        facts,
    )


def logged(tags: Iterable[str], source: str, facts: SourceFacts) -> None:
    """Take the names of rewards and divergences that a log holds; those another log has told are left as they are."""
    known = {fact.where[:-1] for fact in facts.facts}
    for tag in tags:
        bare = tag.removeprefix("train/")
        term = _TERM.match(bare)
        if term and term[1] not in ("chosen", "rejected"):
            facts.add((*TERMS, id_from(term[1], "unnamed"), "name"), term[1], f"{source}: {tag}")
        item = (*REWARDED, id_from(_LOGGED.get(bare, ""), "unnamed"))
        if bare in _LOGGED and item not in known:
            facts.add((*item, "name"), _LOGGED[bare], f"{source}: {tag}")
            facts.add((*item, "observations_from", "path"), source, f"{source}: {tag}")
            facts.add((*item, "observations_from", "tag"), tag, f"{source}: {tag}")


def configuration(path: Path, facts: SourceFacts) -> None:
    """Read `config.json` of a model: its form."""
    held = read_json(path)
    if isinstance(held, dict):
        form(held, path.as_posix(), facts)


def form(held: dict[str, Any], name: str, facts: SourceFacts) -> None:
    """Take the form of a model and what it is derived from."""
    kinds = held.get("architectures")
    kind = kinds[0] if isinstance(kinds, list) and kinds else held.get("model_type")
    item = (*PARTS, "policy")
    facts.add((*item, "architecture"), kind, f"{name}: architectures")
    facts.add((*item, "derived_from"), held.get("_name_or_path"), f"{name}: _name_or_path")
    facts.add((*BASE_MODEL, "name"), held.get("_name_or_path"), f"{name}: _name_or_path")


def adapter(path: Path, facts: SourceFacts) -> None:
    """Read `adapter_config.json` of PEFT: which model the adapter stands on."""
    held, name = read_json(path), path.as_posix()
    if isinstance(held, dict):
        facts.add((*BASE_MODEL, "name"), held.get("base_model_name_or_path"), f"{name}: base_model_name_or_path")
        facts.add(
            (*PARTS, "policy", "derived_from"), held.get("base_model_name_or_path"), f"{name}: base_model_name_or_path"
        )
        read_settings(config_of(held, name), facts)


def card(path: Path, facts: SourceFacts) -> None:
    """Read a model card, `README.md`: its front matter, and how TRL says the model was trained."""
    text, name = read_text(path), path.as_posix()
    match = FRONT_MATTER.match(text)
    if match is None:
        return
    held = parse_yaml(match[1], name)
    for base in _many(held.get("base_model")):
        facts.add((*BASE_MODEL, "name"), base, f"{name}: base_model")
        facts.add((*PARTS, "policy", "derived_from"), base, f"{name}: base_model")
    for data in _many(held.get("datasets")):
        facts.add((*DATA, id_from(data, "unnamed"), "name"), data, f"{name}: datasets")
    if held.get("license") not in (None, "license"):
        facts.add((*PARTS, "policy", "license"), held["license"], f"{name}: license")
    _method(text, held, name, facts)


def _method(text: str, held: dict[str, Any], name: str, facts: SourceFacts) -> None:
    """Take the algorithm, if the card is one that TRL wrote: by its sentence, else by the one tag that names an algorithm."""
    tags = list(_many(held.get("tags")))
    if "trl" not in tags:
        return
    tagged = {known.key: known for tag in tags if (known := named(tag))}
    known = in_words(text) or (next(iter(tagged.values())) if len(tagged) == 1 else None)
    if known is None:
        return
    at = f"{name}: trained with {known.key.upper()}" if in_words(text) else f"{name}: tags"
    facts.add(ALGORITHM, known.title, at)
    if known.kind != "other":
        facts.add((*POLICY_RUN, "algorithm"), known.title, at)


def _is_feedback(state: dict[str, Any]) -> bool:
    tags = {tag for row in _rows(state) for tag in row}
    return any(tag.startswith(("rewards/", "objective/")) or tag == "reward" for tag in tags)


def _rows(state: dict[str, Any]) -> list[dict[str, Any]]:
    rows = state.get("log_history")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _steps(state: dict[str, Any]) -> str:
    steps = state.get("global_step")
    return f"{steps} steps" if isinstance(steps, int) else ""


def _many(value: object) -> Iterable[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
