"""The settings of training that change what a system does, by the names that the common tools give them."""

from __future__ import annotations

import re
from typing import Any

from reward_reports.runs.drafting.config import Config, is_off
from reward_reports.runs.drafting.fact import HORIZON, POLICY_RUN, SETTINGS, SourceFacts, Where
from reward_reports.runs.drafting.inert import Inert
from reward_reports.runs.drafting.secrets import HIDDEN, shown

NAMES = frozenset(
    """
    learning_rate actor_learning_rate critic_learning_rate lr lr_scheduler_type warmup_ratio weight_decay optim
    batch_size train_batch_size rollout_batch_size per_device_train_batch_size ppo_mini_batch_size num_minibatches
    minibatch_size gradient_accumulation_steps n_envs num_envs n_steps num_steps n_epochs update_epochs ppo_epochs
    num_train_epochs num_episodes max_epochs total_epochs total_timesteps max_steps seed
    gamma discount lam lambda gae_lambda ent_coef entropy_coeff vf_coef clip_range clip_range_vf clip_coef cliprange clip_ratio
    eps_clip epsilon epsilon_high clip_vloss norm_adv anneal_lr max_grad_norm target_kl
    beta kl_coef init_kl_coef kl_loss_coef kl_loss_type kl_target use_kl_loss use_kl_in_reward kl_penalty kl_estimator
    label_smoothing loss_type scale_rewards reward_weights num_generations n_samples_per_prompt temperature top_p top_k
    max_completion_length max_prompt_length max_length generate_max_len prompt_max_len max_new_tokens response_length
    advantage_estimator adv_estimator normalize_reward norm_reward clip_reward reward_clip_range clip_reward_range
    missing_eos_penalty stop_properly_penalty_coef whiten_rewards desirable_weight undesirable_weight
    kto_desirable_weight kto_undesirable_weight
    buffer_size learning_starts tau train_freq train_frequency gradient_steps target_update_interval
    target_network_frequency exploration_fraction exploration_initial_eps exploration_final_eps start_e end_e
    target_entropy policy_delay policy_frequency target_policy_noise target_noise_clip exploration_noise use_sde
    autotune alpha lora_alpha r lora_dropout
    multi_objective_aggregation reward_manager normalize n_timesteps frame_stack env_wrapper reward_scale entropy_coef rloo_k
    verification_reward r1_style_format_reward non_stop_penalty_value group_size norm_adv_by_std_in_grpo reference_policy_kl_penalty pref_beta rl_beta dpo_beta pref_loss
    """.split()
)
_IN_A_RUN: dict[str, Where] = {
    "kl_target": ("kl_target",),
    "learning_rate": ("learning_rate",),
    "actor_learning_rate": ("learning_rate",),
    "lr": ("learning_rate",),
    "train_batch_size": ("batch_size",),
    "epsilon": ("clip_range",),
    "eps_clip": ("clip_range",),
    "cliprange": ("clip_range",),
    "clip_ratio": ("clip_range",),
    "temperature": ("sampling_temperature",),
}
"""What of a run on feedback has a field of its own."""
_OTHERS = re.compile(
    r"(?:.*\.)?(?:critic|value|ref|reference|reward|rewards|reward_model|rm|teacher|judges?|distillation|profiler|trackers?)\..*"
)
"""Settings of other parts than the policy."""
_OF_DATA = re.compile(r"(?:.*\.)?(?:data|dataset|datasets|dataset_\w+|rollout|inference|buffer)\.(?:.*\.)?seed\Z")
_OF_A_SWITCH = {
    "kl_loss_coef": "use_kl_loss",
    "kl_loss_type": "use_kl_loss",
    "kl_coef": "use_kl_in_reward",
    "kl_penalty": "use_kl_in_reward",
}
"""Settings that mean nothing while another is off."""
_COUNTS = ("max_steps", "n_timesteps", "total_timesteps", "seed", "top_k", "total_training_steps")
"""Settings for which -1 stands for none."""
_MOST_LENGTH = 200
_MOST_VALUES = 20


def read_settings(config: Config, facts: SourceFacts, *, feedback: bool = False) -> None:
    """Take the settings that matter; the others are counted.

    Args:
        config: the settings.
        facts: where the facts go.
        feedback: whether the run learns from feedback (RLHF), which has fields of its own.
    """
    left = hidden = 0
    for name, value in sorted(config.values.items()):
        short = name.rpartition(".")[2]
        safe = shown(name, value)
        hidden += safe == HIDDEN
        if not _matters(config, name, short, value) or safe == HIDDEN:
            left += 1
            continue
        setting = safe if isinstance(safe, bool | int | float) else _short(safe)
        at = config.at(name)
        facts.add((*SETTINGS, name), setting, at)
        if not isinstance(setting, int | float) or isinstance(setting, bool) or _OTHERS.match(name):
            continue
        if feedback and short in _IN_A_RUN and (short != "train_batch_size" or isinstance(setting, int)):
            facts.add((*POLICY_RUN, *_IN_A_RUN[short]), setting, at)
        if short in ("gamma", "discount") and 0 <= setting <= 1:
            facts.add((*HORIZON, "discount"), setting, at)
    if left:
        others = "1 other setting was" if left == 1 else f"{left} other settings were"
        facts.notes.append(f"{config.source}: {others} read and left out")
    if hidden:
        facts.notes.append(f"{config.source}: {hidden} of them look like secrets")


def _matters(config: Config, name: str, short: str, value: Any) -> bool:
    """Whether a setting is one of those that are taken, and says something."""
    if short not in NAMES or value is None or (value == -1 and short in _COUNTS) or _OF_DATA.match(name):
        return False
    switch = _OF_A_SWITCH.get(short)
    stated = config.first(switch)[1] if switch else None
    return (
        not (is_off(stated) and (stated is not None or name.startswith(("actor_rollout_ref.", "algorithm."))))
        if switch
        else True
    )


def _short(value: object) -> Any:
    """Return a setting in words, or a list of plain values; "" where it is neither. One of a fixed set of choices is its word."""
    if isinstance(value, Inert) and len(value.given) == 1:
        value = value.given[0]
    if isinstance(value, list | tuple) and all(isinstance(one, str | int | float) for one in value):
        return list(value) if len(value) <= _MOST_VALUES else ""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= _MOST_LENGTH else text[:_MOST_LENGTH] + " …"
