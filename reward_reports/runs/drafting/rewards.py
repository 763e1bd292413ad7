"""What a configuration rewards: functions with their weights, reward models, judges; nothing that is switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reward_reports.report.model.values import id_from
from reward_reports.runs.drafting.config import Config, is_off_beside, is_on, is_switched_off
from reward_reports.runs.drafting.fact import PARTS, TERMS, TRICKS, SourceFacts
from reward_reports.runs.drafting.penalties import number
from reward_reports.runs.drafting.secrets import HIDDEN, shown
from reward_reports.runs.drafting.settings import NAMES

_DETAILS = ("implementation", "reward_details")
_MODELS = (
    "reward_pretrain",
    "reward.model_name_or_path",
    "reward_model_name_or_path",
    "reward_model_path",
    "reward_model.model.path",
    "reward_model.model_path",
    "reward_model",
    "rm_path",
)
_LISTS = ("reward_funcs", "reward_functions", "reward_fns", "reward_func")
_WEIGHTS = ("reward_weights", "reward_fn_weights", "reward_func_weights")
_SECTION = re.compile(r"(?:\w+_)?rewards?(?:_(?:config|cfg|weights|scales|coefs|coefficients|terms|params|shaping))?\Z")
_HOLDERS = frozenset("scales weights coefs coefficients terms components reward rewards reward_scales".split())
_WEIGHT_KEYS = ("weight", "coef", "coefficient", "scale")
_NO_TERM = re.compile(
    r"(?:.*_)?(?:type|clip|min|max|threshold|scale|normali[sz]e|temperature|seed|timeout|batch|sigma|std|limit|range|decay|steps?|"
    r"port|version|workers|length|len|size|interval|gpus?|nnodes|factor|horizon|window|num|id|eps|offset|bias|target|margin|power|"
    r"exponent|dim|freq|epochs?|buffer)\d*\Z|num_.*|max_.*|min_.*|n_.*|use_.*|only_.*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"_(?:weight|coef|coefficient|scale)\Z")
_SWITCHED = (
    ("apply_verifiable_reward", "verification_reward", "verifiable-reward", "Verifiable reward"),
    ("apply_r1_style_format_reward", "r1_style_format_reward", "format-reward", "Reward for the format of the answer"),
    ("add_r1_style_format_reward", "", "format-reward", "Reward for the format of the answer"),
    ("non_stop_penalty", "", "non-stop-penalty", "Penalty for an answer that does not end"),
)
"""Terms of open-instruct: a switch, the weight, the id, the name."""


def take_rewards(config: Config, held: Mapping[str, Any], facts: SourceFacts) -> None:
    """Take all that a configuration rewards.

    Args:
        config: the settings.
        held: the same, nested.
        facts: where the facts go.
    """
    before = len(_names(facts))
    _functions(config, facts)
    _models(config, facts)
    _custom(config, facts)
    _overlong(config, facts)
    for switch, weight, identity, name in _SWITCHED:
        if is_on(config.get(switch)):
            _term(facts, identity, name, config.get(weight), config.at(switch), config.at(weight))
    name, scale = config.first("stop_properly_penalty_coef")
    if number(scale):  # it scales the reward, so that it is not a weight
        _term(facts, "non-stop-penalty", "Penalty for an answer that does not end", None, config.at(name), "")
    judge, weight = config.get("judge_model"), config.get("judge_weight")
    if isinstance(judge, str) and number(weight) and weight:
        _term(
            facts, "judge", f"Verdict of the judge {judge}", weight, config.at("judge_model"), config.at("judge_weight")
        )
    if len(_names(facts)) == before:
        _own(config, held, facts)


def _names(facts: SourceFacts) -> set[str]:
    return {fact.where[3] for fact in facts.facts if fact.where[: len(TERMS)] == TERMS}


def _term(facts: SourceFacts, identity: str, name: str, weight: Any, at: str, weight_at: str) -> None:
    if shown("", name) == HIDDEN:
        return
    term = (*TERMS, id_from(identity, "unnamed"))
    facts.add((*term, "name"), name, at)
    if number(weight):
        facts.add((*term, "weight"), weight, weight_at)


def _functions(config: Config, facts: SourceFacts) -> None:
    """Take the functions that TRL and its like are given, with their weights, which stand in the same order."""
    at, given = config.first(*_LISTS)
    functions = [one for one in _many(given) if isinstance(one, str | Mapping)]
    off = [isinstance(one, Mapping) and is_switched_off(one) for one in functions]
    weights_at, weights = config.first(*_WEIGHTS)
    if isinstance(weights, Mapping):
        weights = None
    listed = _many(weights)
    fits = len(listed) == len(functions) and all(number(one) for one in listed)
    if listed and functions and not fits:
        facts.notes.append(
            f"{config.at(weights_at)}: {len(listed)} weights for {len(functions)} rewards; it is unclear which belongs to which"
        )
    for index, one in enumerate(functions):
        if off[index]:
            continue
        name, weight, where = _function(one)
        if fits:
            weight, where = listed[index], weights_at
        _term(facts, name, name, weight, config.at(at), config.at(where or at))
    used = [one for one, unused in zip(functions, off, strict=True) if not unused]
    weighed = [one for one in used if isinstance(one, Mapping) and number(one.get("weight"))]
    if used:
        _combined(config, facts, len(used), fits or len(weighed) == len(used), config.at(weights_at or at))


def _function(one: str | Mapping[str, Any]) -> tuple[str, Any, str]:
    if isinstance(one, str):
        return one.strip(), None, ""
    named = next(
        (str(one[key]) for key in ("name", "func", "function", "type", "id", "path") if isinstance(one.get(key), str)),
        "",
    )
    if not named and isinstance(one.get("_target_"), str):  # what hydra makes an object of
        named = one["_target_"].rpartition(".")[2]
    return named, next((one[key] for key in _WEIGHT_KEYS if key in one), None), ""


def _combined(config: Config, facts: SourceFacts, count: int, weighed: bool, at: str) -> None:
    if count > 1 and weighed:
        facts.add((*_DETAILS, "combination"), "weighted_sum", at)
    name, how = config.first("multi_objective_aggregation")
    if how == "normalize_then_sum":
        what = "Each reward is normalised within its group before the weighted sum."
        facts.add((*TRICKS, "rewards-normalised-apart", "what"), what, config.at(name))


def _models(config: Config, facts: SourceFacts) -> None:
    """Take reward models. OpenRLHF does not load one where a remote one, or a file of code, is named."""
    at, remote = config.first("remote_rm_url", "reward.remote.url", "reward.remote_url")
    remotes = [one for part in _many(remote) for one in str(part).split(",") if one.strip()]
    for index, one in enumerate(remotes):
        code = one.strip().endswith(".py")
        identity = ("reward-function" if code else "remote-reward-model") + (f"-{index + 1}" if index else "")
        _term(facts, identity, one.strip(), None, config.at(at), "")
    if remotes:
        return
    for name in _MODELS:
        for full, value in config.named(name):
            if any(part in full.split(".")[:-1] for part in ("critic", "value")):
                continue
            models = [
                one.strip() for part in _many(value) if isinstance(part, str) for one in part.split(",") if one.strip()
            ]
            for index, one in enumerate(models):
                _term(facts, "reward-model" + (f"-{index + 1}" if index else ""), one, None, config.at(full), "")
            if models:
                return


def _custom(config: Config, facts: SourceFacts) -> None:
    """Take the function of verl, which is in use only where the path of its file is set."""
    for section in ("custom_reward_function", "reward.custom_reward_function"):
        path = config.get(f"{section}.path")
        if not isinstance(path, str):
            continue
        name = config.get(f"{section}.name")
        name = name if isinstance(name, str) else "compute_score"
        _term(facts, name, name, None, config.at(f"{section}.name"), "")
        part = (*PARTS, id_from(name, "reward-function"))
        facts.add((*part, "code"), shown("path", path), config.at(f"{section}.path"))
        facts.add((*part, "name"), name, config.at(f"{section}.name"))
        facts.add((*part, "role"), "other", config.at(f"{section}.path"))
        return


def _overlong(config: Config, facts: SourceFacts) -> None:
    """Take the penalty for answers that come near the longest allowed, as DAPO has it."""
    for name, value in config.named(
        "overlong_buffer.penalty_factor", "overlong_buffer_cfg.penalty_factor", "overlong_penalty_factor"
    ):
        section = name.rpartition(".")[0]
        switch = config.values.get(f"{section}.enable") if section else True
        if switch is True and number(value) and value:
            _term(facts, "overlong-penalty", "Penalty for overlong answers", value, config.at(name), config.at(name))
            return


def _own(config: Config, held: Mapping[str, Any], facts: SourceFacts) -> None:
    """Take the terms of a section `reward` or `rewards` that people made up, for them to confirm."""
    taken: dict[str, tuple[str, float, str]] = {}
    for path, section in _sections(held, "", 0, config):
        for name, weight, at in _terms(section, path, 0):
            if weight:
                taken.setdefault(id_from(name, "unnamed"), (name, weight, at))
    for identity, (name, weight, at) in taken.items():
        _term(facts, identity, name, weight, config.at(at), config.at(at))
    if taken:
        at = config.at("by the names of its sections and keys")
        facts.add((*_DETAILS, "basis"), "inferred", at)


def _sections(held: Mapping[str, Any], before: str, depth: int, config: Config) -> Iterator[tuple[str, Any]]:
    """Yield the sections whose name speaks of rewards, outermost first, none that is switched off or for validation."""
    for key, value in held.items():
        path = f"{before}{key}"
        if not isinstance(value, Mapping | list) or (isinstance(value, Mapping) and not _kept(path, config)):
            continue
        if _SECTION.match(str(key).lower()):
            yield path, value
        elif isinstance(value, Mapping) and depth < 4:
            yield from _sections(value, f"{path}.", depth + 1, config)


def _kept(path: str, config: Config) -> bool:
    return any(name.startswith(f"{path}.") for name in config.values)


def _terms(section: Any, path: str, depth: int) -> Iterator[tuple[str, float, str]]:
    """Yield the terms of a section with their weights: numbers by name, and mappings with a weight of their own."""
    if isinstance(section, list):
        named = [_function(one) for one in section if isinstance(one, Mapping) and not is_switched_off(one)]
        yield from ((name, weight, path) for name, weight, _ in named if name and number(weight))
        return
    for key, value in section.items():
        at = f"{path}.{key}"
        if number(value):
            name = _SUFFIX.sub("", str(key))
            if is_off_beside(name, section):
                continue
            if name and (name != key or _may_be_term(str(key))):
                yield name, value, at
        elif (
            isinstance(value, Mapping)
            and depth < 4
            and not is_switched_off(value)
            and not is_off_beside(str(key), section)
        ):
            yield from _nested(str(key), value, at, depth)


def _may_be_term(key: str) -> bool:
    return not (_NO_TERM.match(key) or key in NAMES or key in _WEIGHT_KEYS)


def _nested(key: str, value: Mapping[str, Any], at: str, depth: int) -> Iterator[tuple[str, float, str]]:
    weight = next((value[one] for one in _WEIGHT_KEYS if number(value.get(one))), None)
    if weight is not None and key.lower() not in _HOLDERS:
        yield key, weight, at
    elif key.lower() in _HOLDERS or depth < 2:
        yield from _terms(value, at, depth + 1)


def _many(value: object) -> list[Any]:
    """Return the entries of a list, also of one that was written as text: `[a, b]`."""
    if value is None:
        return []
    if isinstance(value, str) and re.fullmatch(r"\[.*\]", value.strip(), re.DOTALL):
        parts = [one.strip().strip("'\"") for one in value.strip()[1:-1].split(",")]
        return [_figure(one) for one in parts if one]
    return list(value) if isinstance(value, list | tuple) else [value]


def _figure(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
