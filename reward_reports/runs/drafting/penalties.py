"""The penalty that keeps a policy near its reference: its weight where it is in use, and nothing where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from reward_reports.runs.drafting.algorithms import Algorithm
from reward_reports.runs.drafting.config import Config, is_off, is_on
from reward_reports.runs.drafting.fact import POLICY_RUN, TERMS, SourceFacts

_IN_REWARD = ("kl_coef", "init_kl_coef", "kl.init_coef", "kl_penalty_coef", "kl_ctl")
_BETAS = ("beta", "pref_beta", "rl_beta", "dpo_beta", "reference_policy_kl_penalty")
_LARGEST = 1e300
_NAMES = {"reward": "KL penalty in the reward", "loss": "KL penalty in the loss"}


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty for the divergence from the reference policy.

    Attributes:
        place: `reward` or `loss`: where it is taken off; of preference data "", where it is part of the method.
        weight: its weight; None where the settings leave it to the tool.
        name: the setting.
    """

    place: str
    weight: float | None
    name: str


def penalties_of(config: Config, algorithm: Algorithm | None) -> list[Penalty]:
    """Return the penalties that are in use, with those whose weight is said to be 0."""
    if algorithm is None or algorithm.kind == "other" or config.get("reference_free") is True:
        return []
    if algorithm.kind == "preference":
        return _betas(config, "") if algorithm.beta else []
    name, value = config.first("reference_policy_kl_penalty")
    if number(value):  # of NeMo RL: in use by its weight alone
        return [Penalty("reward" if is_on(config.first("use_kl_in_reward")[1]) else "loss", float(value), name)]
    switch = config.first("use_kl_in_reward", "use_kl_loss", "kl.use_loss")[0]
    if switch or config.get("actor_rollout_ref.model.path") is not None:
        return _switched(config)
    weights = [(name, value) for name, value in config.named(*_IN_REWARD) if number(value)]
    penalties = [Penalty("reward", float(value), name) for name, value in weights[:1]]
    return penalties or (_betas(config, "loss") if algorithm.beta else [])


def take_penalties(config: Config, algorithm: Algorithm | None, facts: SourceFacts) -> list[Penalty]:
    """Take the penalties: the weight in the run, and a term of the reward where it is more than 0."""
    used = penalties_of(config, algorithm)
    for index, one in enumerate(used):
        at = config.at(one.name)
        if index == 0 and one.weight is not None:
            facts.add((*POLICY_RUN, "kl_coefficient", "value"), one.weight, at)
        if (one.weight is None or one.weight > 0) and one.place:
            term = (*TERMS, f"kl-penalty-in-the-{one.place}")
            facts.add((*term, "name"), _NAMES[one.place], at)
            if one.weight is not None:
                facts.add((*term, "weight"), one.weight, at)
            facts.add((*term, "expression"), r"-\mathrm{KL}(\pi \,\|\, \pi_\mathrm{ref})", at)
    off = [name for name, value in config.named("use_kl_in_reward", "use_kl_loss") if is_off(value)]
    if not used and len(off) == 2 and algorithm is not None and algorithm.kind == "reward":
        facts.add((*POLICY_RUN, "kl_coefficient", "disclosure"), "not_applicable", config.at(", ".join(off)))
        facts.add((*POLICY_RUN, "kl_coefficient", "reason"), "No KL penalty is in use.", config.at(", ".join(off)))
    return used


def number(value: object) -> TypeGuard[float]:
    """Whether a value is a finite number of a size that a weight can have, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST


def _betas(config: Config, place: str) -> list[Penalty]:
    return [Penalty(place, float(value), name) for name, value in config.named(*_BETAS) if number(value)][:1]


def _switched(config: Config) -> list[Penalty]:
    """Return the penalties of tools that switch each on: a weight alone means nothing there."""
    penalties = []
    for switches, weights, place in (
        (("use_kl_in_reward",), ("kl_ctrl.kl_coef", "kl_coef"), "reward"),
        (("use_kl_loss", "kl.use_loss"), ("kl_loss_coef", "init_kl_coef", "kl.init_coef"), "loss"),
    ):
        switch, stated = config.first(*switches)
        if is_on(stated):
            name, value = config.first(*weights)
            penalties.append(Penalty(place, float(value), name) if number(value) else Penalty(place, None, switch))
    # OpenRLHF has one switch: without it, its one weight is for the reward.
    name, value = config.first("init_kl_coef", "kl.init_coef")
    if not penalties and number(value) and not is_on(config.first("use_kl_loss", "kl.use_loss")[1]):
        penalties.append(Penalty("reward", float(value), name))
    return penalties
