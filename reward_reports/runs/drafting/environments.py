"""The environments that a configuration trains in: of gymnasium and its like, and those of prime-rl and verifiers with judges and rubrics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reward_reports.report.model.values import id_from
from reward_reports.runs.drafting.algorithms import named
from reward_reports.runs.drafting.config import Config
from reward_reports.runs.drafting.fact import ALGORITHM, POLICY_RUN, TERMS, WORLD, SourceFacts
from reward_reports.runs.drafting.penalties import number

_NAMES = (
    "env_id",
    "env_name",
    "environment_name",
    "gym_id",
    "env.id",
    "env.name",
    "env.env_id",
    "env.env_name",
    "environment",
    "env",
)
_ONE = re.compile(r"[\w.:/\-]{1,100}\Z")
_SOURCES = (
    "orchestrator.train.source",
    "train.source",
    "orchestrator.train.env",
    "train.env",
    "orchestrator.env",
    "env",
    "environment",
    "environments",
)
_JUDGES = ("rlhf", "ai_feedback", "items")
_LENGTH = re.compile(r"(?:.*\.)?(?:algo\.)?length_penalty\.num_(\w+)_weight\Z")


def take_environments(config: Config, held: Mapping[str, Any], facts: SourceFacts) -> bool:
    """Take the environments; say whether they are those of language models, which are lists of sources."""
    sources = [(name, one) for name in _SOURCES for one in _listed(held, name)]
    first = sources[0][0] if sources else ""
    titled = [(_title(one), one.get("ratio", one.get("weight"))) for name, one in sources if name == first]
    kept = [(name, share) for name, share in titled if name]
    if kept:
        words = ", ".join(f"{name} (share {share})" if number(share) else name for name, share in kept)
        facts.add((*WORLD, "states"), f"The environment{'s' if len(kept) > 1 else ''} {words}.", config.at(first))
        for judge, at in (judge for name, one in sources if name == first for judge in _judges(one, name)):
            _judge(judge, config.at(at), facts)
        _lengths(config, facts)
        _algorithms([one for name, one in sources if name == first], config, first, facts)
        return True
    for name in _NAMES:
        value = config.values.get(name)
        if isinstance(value, str) and _ONE.match(value) and not value.endswith((".py", ".yaml")):
            facts.add((*WORLD, "states"), f"The environment {value}.", config.at(name))
            return False
    return False


def _algorithms(sources: list[Mapping[str, Any]], config: Config, at: str, facts: SourceFacts) -> None:
    """Take the algorithms that sources set for themselves, so that the one for all others is not stated of them too."""
    own = [named(algo.get("type")) for one in sources if isinstance(algo := one.get("algo"), Mapping)]
    if len(own) == len(sources) or config.get("orchestrator.algo.type") is not None:
        for known in own:
            if known is not None:
                facts.add(ALGORITHM, known.title, config.at(f"{at}.algo.type"))
                facts.add((*POLICY_RUN, "algorithm"), known.title, config.at(f"{at}.algo.type"))


def take_rubric(config: Config, facts: SourceFacts) -> bool:
    """Take the criteria of a rubric in a file of its own; say whether it is one."""
    criteria = config.values.get("criteria")
    if not isinstance(criteria, list) or not all(
        isinstance(one, Mapping) and isinstance(one.get("name"), str) for one in criteria
    ):
        return False
    for one in criteria:
        term = (*TERMS, id_from(one["name"], "unnamed"))
        at = config.at(f"criteria: {one['name']}")
        facts.add((*term, "name"), one["name"], at)
        if number(one.get("weight")):
            facts.add((*term, "weight"), one["weight"], at)
        facts.add((*term, "rationale"), _criterion(one), at)
    item = (*_JUDGES, "rubric")
    facts.add((*item, "kind"), "ai_judge", config.at("criteria"))
    facts.add((*item, "rubric"), "; ".join(_criterion(one) for one in criteria), config.at("criteria"))
    return bool(criteria)


def _criterion(one: Mapping[str, Any]) -> str:
    return str(one.get("text", one["name"]))


def _listed(held: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    at: Any = held
    for part in name.split("."):
        at = at.get(part) if isinstance(at, Mapping) else None
    yield from (one for one in at if isinstance(one, Mapping)) if isinstance(at, list) else ()


def _title(one: Mapping[str, Any]) -> str:
    inner = one.get("env")
    taskset = inner.get("taskset") if isinstance(inner, Mapping) else None
    name, task = one.get("name", one.get("id")), taskset.get("id") if isinstance(taskset, Mapping) else None
    if isinstance(name, str) and isinstance(task, str) and name != task:
        return f"{name} (tasks of {task})"
    return next((text for text in (name, task, one.get("env_id")) if isinstance(text, str)), "")


def _judges(one: Any, at: str, depth: int = 0) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the judges within a source: lists `judges`, and mappings `judge` that name a model."""
    if not isinstance(one, Mapping) or depth > 6:
        return
    for key, value in one.items():
        where = f"{at}.{key}"
        if key == "judges" and isinstance(value, list):
            yield from ((judge, where) for judge in value if isinstance(judge, Mapping))
        elif key == "judge" and isinstance(value, Mapping) and isinstance(value.get("model"), str):
            yield value, where
        else:
            yield from _judges(value, where, depth + 1)


def _judge(judge: Mapping[str, Any], at: str, facts: SourceFacts) -> None:
    name = next((str(judge[key]) for key in ("name", "id") if isinstance(judge.get(key), str)), "judge")
    item, term = (*_JUDGES, id_from(name, "judge")), (*TERMS, id_from(name, "judge"))
    facts.add((*item, "kind"), "ai_judge", at)
    facts.add((*item, "judge"), judge.get("model"), at)
    facts.add((*item, "rubric"), judge.get("path", judge.get("prompt")), at)
    facts.add((*term, "name"), f"Verdict of the judge {name}", at)
    if number(judge.get("weight")):
        facts.add((*term, "weight"), judge["weight"], at)


def _lengths(config: Config, facts: SourceFacts) -> None:
    for name, value in config.values.items():
        match = _LENGTH.match(name)
        if match and number(value) and value:
            words = match[1].replace("_", " ")
            term = (*TERMS, id_from(f"length-penalty-{words}", "length-penalty"))
            facts.add((*term, "name"), f"Length penalty on {words}", config.at(name))
            facts.add((*term, "weight"), value, config.at(name))
