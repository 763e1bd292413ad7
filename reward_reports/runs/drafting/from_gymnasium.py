"""What a gymnasium environment tells: by its registration first, and by making it only when that is asked for."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import Any

from reward_reports.base.installing import how_to_install, needed
from reward_reports.report.model.values import id_from
from reward_reports.runs.drafting.errors import DraftError, first_line
from reward_reports.runs.drafting.fact import HORIZON, REWARDED, SETTINGS, TERMS, TRICKS, WORLD, SourceFacts

_STEPS = 1000
_SEED = 0
_HEADING = re.compile(r"^#{2,}\s*(.+?):?\s*$", re.MULTILINE)


def read_environment(name: str, *, make: bool = False) -> SourceFacts:
    """Return what is known of a registered environment.

    Args:
        name: its id, such as `CartPole-v1`. `module:Id` would import a module, so that needs `make`.
        make: whether to make it and take random steps, which runs its code.

    Raises:
        MissingToolError: if gymnasium is not installed.
        DraftError: if there is no such environment, or it cannot be made.
    """
    if ":" in name and not make:
        raise DraftError(f"{name} would import a module and so run its code; add --make if you trust it")
    with needed("--env needs gymnasium", how_to_install("gym")):
        import gymnasium
    facts = SourceFacts()
    try:
        spec = gymnasium.spec(name)
    except Exception as error:
        if not make:
            raise DraftError(f"gymnasium has no environment {name}: {first_line(error)}") from None
    else:
        _registration(spec, name, facts)
    if make:
        _instance(gymnasium, name, facts)
    return facts


def _registration(spec: Any, name: str, facts: SourceFacts) -> None:
    source = f"gymnasium, registration of {name}"
    facts.add((*WORLD, "states"), f"The environment {spec.id}, {_entry(spec.entry_point)}.", f"{source}: entry_point")
    facts.add((*HORIZON, "steps"), spec.max_episode_steps, f"{source}: max_episode_steps")
    if spec.reward_threshold is not None:
        item = (*REWARDED, "episode-return")
        facts.add((*item, "name"), "Return of an episode", f"{source}: reward_threshold")
        facts.add(
            (*item, "baseline"), f"counts as solved from {spec.reward_threshold:g}", f"{source}: reward_threshold"
        )
    for key, value in sorted((spec.kwargs or {}).items()):
        facts.add((*SETTINGS, str(key)), value, f"{source}: kwargs")


def _instance(gymnasium: Any, name: str, facts: SourceFacts) -> None:
    source = f"gymnasium, {name} as it was made"
    try:
        environment = gymnasium.make(name)
    except Exception as error:
        raise DraftError(f"{name} cannot be made: {first_line(error)}") from None
    try:
        facts.add((*WORLD, "observations"), str(environment.observation_space), f"{source}: observation_space")
        facts.add((*WORLD, "actions"), str(environment.action_space), f"{source}: action_space")
        declared = _section(environment.unwrapped.__doc__ or "", "reward")
        facts.add(("implementation", "reward_details", "text"), declared, f"{source}: its documentation, Rewards")
        _probe(environment, source, facts)
    except DraftError:
        raise
    except Exception as error:
        raise DraftError(f"{name} failed while it was inspected: {first_line(error)}") from None
    finally:
        environment.close()


def _probe(environment: Any, source: str, facts: SourceFacts) -> None:
    """Take random steps: which terms the reward has, and which layer changes it."""
    layers = _layers(environment)
    taps = [_Tap(layer) for layer in layers]
    terms: dict[str, list[float]] = {}
    random.seed(_SEED)
    environment.action_space.seed(_SEED)
    environment.reset(seed=_SEED)
    for _ in range(_STEPS):
        _, _, ended, cut, info = environment.step(environment.action_space.sample())
        for key, value in info.items():
            if "reward" in str(key) and isinstance(value, int | float):
                terms.setdefault(str(key), []).append(float(value))
        if ended or cut:
            environment.reset()
    probed = f"{source}: {_STEPS} random steps"
    for key, values in sorted(terms.items()):
        item = (*TERMS, id_from(key, "unnamed"))
        facts.add((*item, "name"), key, f"{probed}: info")
        facts.notes.append(f"{probed}: {key} was between {min(values):g} and {max(values):g}")
    for outer, inner in pairwise(taps):
        changed = sum(a != b for a, b in zip(outer.rewards, inner.rewards, strict=False))
        if changed:
            what = f"The wrapper {type(outer.layer).__name__} changed the reward in {changed} of {_STEPS} random steps."
            facts.add((*TRICKS, f"wrapper-{type(outer.layer).__name__.lower()}", "what"), what, probed)
    if taps and taps[-1].rewards:
        rewards = taps[-1].rewards
        facts.notes.append(f"{probed}: the reward was between {min(rewards):g} and {max(rewards):g}")


class _Tap:
    """Notes the rewards that one layer of an environment gives."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        self.rewards: list[float] = []
        step = layer.step

        def tapped(action: Any) -> Any:
            result = step(action)
            self.rewards.append(float(result[1]))
            return result

        layer.step = tapped


def _layers(environment: Any) -> list[Any]:
    """Return the wrappers from the outside in, and the environment within them."""
    layers = [environment]
    while layers[-1] is not layers[-1].unwrapped and hasattr(layers[-1], "env"):
        layers.append(layers[-1].env)
    return layers


def _section(text: str, title: str) -> str:
    """Return what stands below a heading of an environment's documentation."""
    parts = _HEADING.split("\n".join(line.strip() for line in text.splitlines()))
    for heading, body in zip(parts[1::2], parts[2::2], strict=False):
        if heading.lower().rstrip("s") == title:
            return " ".join(body.split())[:2000]
    return ""


def _entry(entry: object) -> str:
    return str(entry) if isinstance(entry, str) else getattr(entry, "__qualname__", "made by code")
