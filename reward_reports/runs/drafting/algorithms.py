"""Which algorithm a configuration is for: by what it says, else by the names that people gave its run, files and comments.

What `beta` is depends on it: the weight of a KL penalty, or something else. Where the algorithm is not known, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reward_reports.runs.drafting.config import Config

Kind = Literal["reward", "preference", "other"]


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An algorithm.

    Attributes:
        key: its short name.
        title: its name in words.
        kind: whether a policy of language is optimised against a `reward`, trained on `preference` data, or something else.
        beta: whether its setting `beta` is the weight of a divergence from the reference policy.
    """

    key: str
    title: str
    kind: Kind
    beta: bool = False


_ALL = (
    Algorithm("grpo", "Group relative policy optimisation (GRPO)", "reward", beta=True),
    Algorithm("rloo", "REINFORCE leave-one-out (RLOO)", "reward", beta=True),
    Algorithm("gspo", "Group sequence policy optimisation (GSPO)", "reward", beta=True),
    Algorithm("dapo", "Decoupled clip and dynamic sampling policy optimisation (DAPO)", "reward", beta=True),
    Algorithm("gdpo", "Group reward-decoupled policy optimisation (GDPO)", "reward", beta=True),
    Algorithm("cispo", "Clipped importance sampling policy optimisation (CISPO)", "reward", beta=True),
    Algorithm("gpg", "Group policy gradient (GPG)", "reward"),
    Algorithm("reinforce++", "REINFORCE++", "reward"),
    Algorithm("reinforce", "REINFORCE", "reward"),
    Algorithm("remax", "ReMax", "reward"),
    Algorithm("ppo", "Proximal policy optimisation (PPO)", "reward"),
    Algorithm("dpo", "Direct preference optimisation (DPO)", "preference", beta=True),
    Algorithm("kto", "Kahneman-Tversky optimisation (KTO)", "preference", beta=True),
    Algorithm("ipo", "Identity preference optimisation (IPO)", "preference", beta=True),
    Algorithm("bco", "Binary classifier optimisation (BCO)", "preference", beta=True),
    Algorithm("orpo", "Odds ratio preference optimisation (ORPO)", "preference"),
    Algorithm("cpo", "Contrastive preference optimisation (CPO)", "preference"),
    Algorithm("simpo", "Simple preference optimisation (SimPO)", "preference"),
    Algorithm("ilql", "Implicit language Q-learning (ILQL)", "other"),
    Algorithm("rft", "Rejection fine-tuning (RFT)", "other"),
    Algorithm("gkd", "Generalised knowledge distillation (GKD)", "other"),
    Algorithm("opd", "On-policy distillation", "other"),
    Algorithm("reward", "Training of a reward model", "other"),
    Algorithm("prm", "Training of a process reward model", "other"),
    Algorithm("sft", "Supervised fine-tuning", "other"),
)
BY_KEY = {one.key: one for one in _ALL}
_ALIASES = {
    "ppoconfig": "ppo",
    "ilqlconfig": "ilql",
    "sftconfig": "sft",
    "rftconfig": "rft",
    "gae": "ppo",
    "dr_grpo": "grpo",
    "drgrpo": "grpo",
    "group_norm": "grpo",
    "grpo_passk": "grpo",
    "reinforce_plus_plus": "reinforce++",
    "reinforce_plus_plus_baseline": "reinforce++",
    "reinforce_baseline": "reinforce++",
    "rm": "reward",
    "reward_modeling": "reward",
    "on_policy_distillation": "opd",
}
_SAID = (
    "rl",
    "rlhf_type",
    "method.name",
    "trainer_type",
    "orchestrator.algo.type",
    "algorithm.adv_estimator",
    "trainer.algorithm.advantage_estimator",
    "algorithm.advantage_estimator",
    "algo.advantage.estimator",
    "advantage_estimator",
    "adv_estimator",
    "grpo.adv_estimator.name",
    "algorithm.name",
)
"""Settings that name the algorithm of a policy of language, by whole names. A word there that is not known rules out any guess."""
_MAY_SAY = ("algorithm", "algo", "stage", "trainer")
"""Settings that may name it."""
_LOSSES = {
    "simpo": "simpo", "orpo": "orpo", "kto": "kto", "kto_pair": "kto", "dpo": "dpo", "dpo_norm": "dpo", "apo_zero": "dpo",
    "apo_down": "dpo", "sigmoid": "dpo", "sigmoid_norm": "dpo", "hinge": "dpo", "ipo": "dpo", "robust": "dpo", "sppo_hard": "dpo",
    "exo_pair": "dpo", "nca_pair": "dpo", "bco_pair": "dpo", "aot": "dpo", "aot_pair": "dpo", "discopop": "dpo",
    "wpo": "dpo", "dr_grpo": "grpo", "bnpo": "grpo", "grpo": "grpo", "dapo": "grpo",
}  # fmt: skip
_OF_SEVERAL = ("sigmoid", "hinge", "ipo")
"""Losses that DPO shares with methods which need no reference."""
_OF_A_REFERENCE = ("precompute_ref_log_probs", "sync_ref_model", "ref_model", "force_use_ref_model")
_LABELS = (
    "hub_model_id",
    "run_name",
    "output_dir",
    "exp_name",
    "experiment_name",
    "wandb_name",
    "project_name",
    "save_path",
)
_TOKENS = re.compile(
    r"(?<![a-z])(grpo|gspo|gdpo|cispo|dapo|rloo|ppo|dpo|kto|ipo|bco|orpo|cpo|simpo|sft|gkd|prm|ilql)(?![a-z])",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\b(GRPO|RLOO|PPO|DPO|KTO|BCO|ORPO|CPO|SimPO|SFT|GKD|PRM|Reward)\s*Trainer\b", re.IGNORECASE)
_CARD = re.compile(r"\btrained with (GRPO|RLOO|PPO|DPO|KTO|BCO|ORPO|CPO|SimPO|SFT|GKD|PRM|Reward)\b", re.IGNORECASE)
_TITLED = {
    "sac": "Soft actor-critic (SAC)",
    "td3": "Twin delayed DDPG (TD3)",
    "ddpg": "Deep deterministic policy gradient (DDPG)",
    "dqn": "Deep Q-learning (DQN)",
    "qrdqn": "Quantile regression DQN (QR-DQN)",
    "a2c": "Advantage actor-critic (A2C)",
    "tqc": "Truncated quantile critics (TQC)",
    "trpo": "Trust region policy optimisation (TRPO)",
    "ars": "Augmented random search (ARS)",
    "ppo_lstm": "Proximal policy optimisation (PPO), recurrent",
}
"""Algorithms that nobody tunes language models with."""


def named(word: object) -> Algorithm | None:
    """Return the algorithm of a short name, or None."""
    key = str(word).strip().lower() if isinstance(word, str) else ""
    return BY_KEY.get(_ALIASES.get(key, key))


def title_of(word: str) -> str:
    """Return the name of an algorithm in words, if its short name is known."""
    known = named(word)
    return known.title if known else _TITLED.get(word.strip().lower(), "")


def algorithm_of(config: Config) -> tuple[Algorithm | None, str]:
    """Return the algorithm that a configuration is for, and where it says so; `(None, "")` where it does not."""
    for name in (*_SAID, *_MAY_SAY):
        value = config.values.get(name)
        known = named(value)
        if known is not None:
            return _by_loss(config, known, config.at(name))
        if isinstance(value, str) and name in _SAID:
            return None, ""
    if config.first("reward_funcs")[0] and config.first("num_generations")[0]:
        return BY_KEY["grpo"], config.at("reward_funcs, num_generations")
    return _by_loss(config, *_by_names(config))


def in_words(text: str) -> Algorithm | None:
    """Return the algorithm that the text of a model card says it was trained with."""
    match = _CARD.search(text)
    return named(match[1]) if match else None


def _by_loss(config: Config, known: Algorithm | None, at: str) -> tuple[Algorithm | None, str]:
    """Let the loss decide within the family of preferences: TRL trains SimPO with its CPO trainer, others with that of DPO."""
    name, loss = config.first("loss_type", "pref_loss")
    loss = loss[0] if isinstance(loss, list) and len(loss) == 1 else loss
    family = named(_LOSSES.get(loss)) if isinstance(loss, str) else None
    if family is None or (known is not None and known.kind != "preference"):
        return known, at
    if known is None:
        sure = loss not in _OF_SEVERAL or any(name in config.values for name in _OF_A_REFERENCE)
        return (family, config.at(name)) if sure and family.kind == "preference" else (None, "")
    return (family, config.at(name)) if family.key in ("simpo", "orpo", "kto") else (known, at)


def _by_names(config: Config) -> tuple[Algorithm | None, str]:
    """Return the one algorithm that comments, the run's name and the folder agree on."""
    named: dict[str, str] = {}
    for words, where in _words(config):
        for token in _TOKENS.findall(words):
            named.setdefault(token.lower(), where)
    training = {key: where for key, where in named.items() if key != "sft"} or named
    if len(training) != 1:
        return None, ""
    key, where = next(iter(training.items()))
    return BY_KEY[key], where


def _words(config: Config) -> Iterator[tuple[str, str]]:
    yield from config.hints
    for name in _LABELS:
        for full, value in config.named(name):
            if isinstance(value, str):
                yield value.rstrip("/").rpartition("/")[2], config.at(full)


def hints_of(text: str, source: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a file's comments and path that may name an algorithm."""
    comments = [
        match[1]
        for line in text.splitlines()[:400]
        if line.lstrip().startswith("#")
        for match in [_COMMENT.search(line)]
        if match
    ]
    parts = source.replace("\\", "/").split("/")[-3:]
    return (
        *((word, f"{source}: a comment") for word in dict.fromkeys(comments)),
        *((part, f"{source}: its path") for part in parts if _TOKENS.search(part)),
    )
