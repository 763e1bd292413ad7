"""What a PettingZoo environment tells, one of several agents: by its registration first, and by making it only when asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from reward_reports.base.errors import MissingToolError
from reward_reports.base.installing import how_to_install, needed
from reward_reports.runs.drafting.errors import DraftError, first_line
from reward_reports.runs.drafting.fact import HORIZON, SETTINGS, WORLD, SourceFacts

PREFIX = "pettingzoo:"
_KINDS = ("parallel", "aec")
_STEPS = 1000
_SEED = 0


def read_environment(name: str, *, make: bool = False) -> SourceFacts:
    """Return what is known of a registered environment.

    Args:
        name: its id, such as `sisl/pursuit-v5`.
        make: whether to make it and take random steps, which runs its code.

    Raises:
        MissingToolError: if PettingZoo is not installed.
        DraftError: if there is no such environment, or it cannot be made.
    """
    zoo = _pettingzoo()
    kind, spec = _registered(zoo, name)
    facts = SourceFacts()
    source = f"PettingZoo, registration of {name}"
    turns = "all agents act at once" if kind == "parallel" else "agents act in turn"
    what = f"The environment {spec.id}, {spec.entry_point if isinstance(spec.entry_point, str) else 'made by code'}; {turns}."
    facts.add((*WORLD, "states"), what, f"{source}: entry_point")
    facts.add((*HORIZON, "steps"), spec.max_cycles, f"{source}: max_cycles")
    for key, value in sorted((spec.kwargs or {}).items()):
        facts.add((*SETTINGS, str(key)), value, f"{source}: kwargs")
    if make:
        _instance(zoo, kind, name, facts)
    return facts


def _pettingzoo() -> Any:
    with needed("--env pettingzoo:ID needs PettingZoo", how_to_install("gym")):
        import pettingzoo
    if not hasattr(pettingzoo, "spec"):
        raise MissingToolError("this PettingZoo has no register of environments: pip install --upgrade pettingzoo")
    return pettingzoo


def _registered(zoo: Any, name: str) -> tuple[str, Any]:
    """Return the first kind under which the environment is registered, and its registration."""
    for kind in _KINDS:
        try:
            return kind, zoo.spec(kind, name)
        except Exception as error:
            message = str(error)
    raise DraftError(f"PettingZoo has no environment {name}: {message.split(' Available', maxsplit=1)[0][:300]}")


def _instance(zoo: Any, kind: str, name: str, facts: SourceFacts) -> None:
    source = f"PettingZoo, {name} as it was made"
    try:
        environment = zoo.make(kind, name)
    except Exception as error:
        raise DraftError(f"{name} cannot be made: {first_line(error)}") from None
    try:
        environment.reset(seed=_SEED)
        _spaces(environment, source, facts)
        steps = _parallel if kind == "parallel" else _in_turn
        _rewards(steps(environment), f"{source}: {_STEPS} random steps", facts)
    except Exception as error:
        raise DraftError(f"{name} failed while it was inspected: {first_line(error)}") from None
    finally:
        environment.close()


def _spaces(environment: Any, source: str, facts: SourceFacts) -> None:
    """Tell which agents there are, and what each group of them sees and does."""
    groups: dict[tuple[str, str], list[str]] = {}
    for agent in getattr(environment, "possible_agents", None) or environment.agents:
        sees, does = str(environment.observation_space(agent)), str(environment.action_space(agent))
        groups.setdefault((sees, does), []).append(str(agent))
    seen = [f"{_named(agents)}: {sees}" for (sees, _), agents in groups.items()]
    done = [f"{_named(agents)}: {does}" for (_, does), agents in groups.items()]
    facts.add((*WORLD, "observations"), "; ".join(seen), f"{source}: observation_space")
    facts.add((*WORLD, "actions"), "; ".join(done), f"{source}: action_space")


def _named(agents: Sequence[str]) -> str:
    return f"{len(agents)} agents {agents[0]} to {agents[-1]}" if len(agents) > 2 else " and ".join(agents)


def _parallel(environment: Any) -> list[dict[str, float]]:
    """Return what each agent was given in each step, all at once."""
    steps = []
    for agent in environment.agents:
        environment.action_space(agent).seed(_SEED)
    for _ in range(_STEPS):
        if not environment.agents:
            environment.reset(seed=_SEED)
        rewards = environment.step({agent: environment.action_space(agent).sample() for agent in environment.agents})[1]
        steps.append({str(agent): float(reward) for agent, reward in rewards.items()})
    return steps


def _in_turn(environment: Any) -> list[dict[str, float]]:
    """Return what each agent was given since its last turn."""
    rewards = []
    for _ in range(_STEPS):
        if not environment.agents:
            environment.reset(seed=_SEED)
        agent = environment.agent_selection
        observation, reward, ended, cut, info = environment.last()
        rewards.append({str(agent): float(reward)})
        mask = observation.get("action_mask") if isinstance(observation, dict) else info.get("action_mask")
        environment.step(None if ended or cut else environment.action_space(agent).sample(mask))
    return rewards


def _rewards(steps: list[dict[str, float]], source: str, facts: SourceFacts) -> None:
    """Tell whether agents share a reward: whether they compete or work together begins there."""
    many = [rewards for rewards in steps if len(rewards) > 1]
    if many:
        same = sum(len(set(rewards.values())) == 1 for rewards in many)
        facts.notes.append(f"{source}: in {same} of {len(many)} steps all agents were given the same reward")
    given: dict[str, list[float]] = {}
    for rewards in steps:
        for agent, reward in rewards.items():
            given.setdefault(re.sub(r"[-_]?\d+\Z", "", agent), []).append(reward)
    for group, values in sorted(given.items()):
        facts.notes.append(f"{source}: the reward of {group} was between {min(values):g} and {max(values):g}")
