"""The settings of training that change what a system does, by the names that the common tools give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reward_reports.runs.drafting.fact import HORIZON, POLICY_RUN, SETTINGS, Found, Where
from reward_reports.runs.drafting.inert import Inert
from reward_reports.runs.drafting.secrets import HIDDEN, shown

NAMES = frozenset(
    """
    learning_rate actor_learning_rate critic_learning_rate lr lr_scheduler_type warmup_ratio weight_decay optim
    batch_size train_batch_size rollout_batch_size per_device_train_batch_size ppo_mini_batch_size num_minibatches
    minibatch_size gradient_accumulation_steps n_envs num_envs n_steps num_steps n_epochs update_epochs ppo_epochs
    num_train_epochs num_episodes max_epochs total_epochs total_timesteps num_timesteps max_steps seed
    gamma discount lam lambda gae_lambda ent_coef entropy_coeff vf_coef clip_range clip_range_vf clip_coef cliprange clip_ratio
    eps_clip epsilon epsilon_high clip_vloss norm_adv anneal_lr max_grad_norm target_kl
    beta kl_coef init_kl_coef kl_loss_coef kl_loss_type kl_target use_kl_loss use_kl_in_reward kl_penalty kl_estimator
    label_smoothing loss_type scale_rewards reward_weights num_generations n_samples_per_prompt temperature top_p top_k
    max_completion_length max_prompt_length max_length generate_max_len prompt_max_len max_new_tokens response_length
    advantage_estimator adv_estimator normalize_reward norm_reward clip_reward reward_clip_range clip_reward_range
    missing_eos_penalty whiten_rewards desirable_weight undesirable_weight
    buffer_size learning_starts tau train_freq train_frequency gradient_steps target_update_interval
    target_network_frequency exploration_fraction exploration_initial_eps exploration_final_eps start_e end_e
    target_entropy policy_delay policy_frequency target_policy_noise target_noise_clip exploration_noise use_sde
    autotune alpha lora_alpha r lora_dropout
    """.split()
)
_IN_A_RUN: dict[str, Where] = {
    "beta": ("kl_coefficient", "value"),
    "kl_coef": ("kl_coefficient", "value"),
    "init_kl_coef": ("kl_coefficient", "value"),
    "kl_loss_coef": ("kl_coefficient", "value"),
    "kl_target": ("kl_target",),
    "learning_rate": ("learning_rate",),
    "actor_learning_rate": ("learning_rate",),
    "train_batch_size": ("batch_size",),
    "epsilon": ("clip_range",),
    "eps_clip": ("clip_range",),
    "cliprange": ("clip_range",),
    "clip_ratio": ("clip_range",),
    "temperature": ("sampling_temperature",),
}
"""What of a run on feedback has a field of its own."""
_MOST_LENGTH = 200
_MOST_VALUES = 20


def read_settings(given: Mapping[str, Any], source: str, found: Found, *, feedback: bool = False) -> None:
    """Take the settings that matter; the others are counted.

    Args:
        given: settings by name; mappings within are looked through, and a setting is then called `outer.inner`.
        source: the file.
        found: where the facts go.
        feedback: whether the run learns from feedback (RLHF), which has fields of its own.
    """
    left = hidden = 0
    for name, value in flat(given):
        short = name.rpartition(".")[2]
        safe = shown(name, value)
        hidden += safe == HIDDEN
        if short not in NAMES or value is None or safe == HIDDEN:
            left += 1
            continue
        told = safe if isinstance(safe, bool | int | float) else _short(safe)
        at = f"{source}: {name}"
        found.add((*SETTINGS, name), told, at)
        if feedback and short in _IN_A_RUN and isinstance(told, int | float) and not isinstance(told, bool):
            found.add((*POLICY_RUN, *_IN_A_RUN[short]), told, at)
        if short in ("gamma", "discount") and isinstance(told, int | float) and 0 <= told <= 1:
            found.add((*HORIZON, "discount"), told, at)
    if left:
        found.notes.append(f"{source}: {left} other settings were read and left out")
    if hidden:
        found.notes.append(f"{source}: {hidden} of them look like secrets")


def flat(given: Mapping[str, Any], before: str = "", depth: int = 0) -> list[tuple[str, Any]]:
    """Return the settings with those of inner mappings, by their whole names, sorted."""
    made: list[tuple[str, Any]] = []
    for key, value in given.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping) and depth < 8:
            made += flat(value, f"{name}.", depth + 1)
        else:
            made.append((name, value))
    return sorted(made, key=lambda pair: pair[0])


def _short(value: object) -> str:
    """Return a setting in words, "" where it is not a plain value or list of some; one of a fixed set of choices is its word."""
    if isinstance(value, Inert) and len(value.given) == 1:
        value = value.given[0]
    if isinstance(value, list | tuple) and all(isinstance(one, str | int | float) for one in value):
        value = f"[{', '.join(str(one) for one in value[:_MOST_VALUES])}{', …' if len(value) > _MOST_VALUES else ''}]"
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= _MOST_LENGTH else text[:_MOST_LENGTH] + " …"
