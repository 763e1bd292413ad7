"""The policy is not kept near a reference, and the report does not say why.

The KL coefficient, or beta, is what keeps the policy from exploiting the reward model's mistakes. Libraries set it to 0
for some algorithms, such as GRPO in TRL, so that silence may mean none at all; practitioners and auditors must know.

Bad:
```yaml
rlhf:
  policy_optimization:
    - {id: ppo, algorithm: PPO}
```

Bad: zero without a word on it
```yaml
rlhf:
  policy_optimization:
    - {id: grpo, algorithm: GRPO, reference_policy: The supervised model., kl_coefficient: 0.0}
```

Good:
```yaml
rlhf:
  policy_optimization:
    - {id: ppo, algorithm: PPO, reference_policy: The supervised model., kl_coefficient: 0.02}
```

Good: zero, and why
```yaml
rlhf:
  policy_optimization:
    - {id: grpo, algorithm: GRPO, kl_coefficient: {value: 0.0, text: The reward is checked by a program; a penalty only slowed training.}}
```

Good: it is known that it is not known
```yaml
rlhf:
  policy_optimization:
    - {id: ppo, algorithm: PPO, kl_coefficient: {disclosure: unknown, reason: Neither paper nor code gives it.}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

if TYPE_CHECKING:
    from reward_reports.report.model.rlhf_items import PolicyRun

RULE = Rule("RLF005", "no-kl-coefficient", "error", needs_rlhf=True)

_NO_PENALTY = lazy(
    r"rejection|best[- ]of|\bbon\b|\braft\b|supervised|\bsft\b|behaviou?ral cloning|expert iteration|filter",
    re.IGNORECASE,
)
"""Algorithms that choose among samples, or imitate, and know no such penalty."""
_KL_KEY = lazy(r"(?:^|_)kl(?:_|$)|^beta$", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each run with no KL coefficient and no reference, or with a bare zero."""
    for path, run in each(context.items("rlhf", "policy_optimization", context.rlhf.policy_optimization.items)):
        kl = run.kl_coefficient
        if kl.stated or kl.text or kl.reason:
            continue
        at, value = _coefficient(path, run)
        if value == 0 and run.kl_target is None:
            yield Problem(
                f"the KL coefficient of {run.id} is 0, and nothing is said about why",
                "Say why nothing holds the policy near its reference: `kl_coefficient: {value: 0, text: …}`",
                at,
            )
        elif value is None and run.kl_target is None and not _excused(run):
            yield Problem(
                f"{run.id} has no KL coefficient, beta or reference policy, and no word on why",
                "Add `kl_coefficient:` and `reference_policy:`; "
                "write 0 and why if there is none, or `{disclosure: unknown, reason: …}`",
                at,
            )


def _excused(run: PolicyRun) -> bool:
    return not run.reference_policy.blank or _NO_PENALTY.search(run.algorithm or "") is not None


def _coefficient(path: Path, run: PolicyRun) -> tuple[Path, object]:
    """Return where the coefficient stands, or should, and its value; it may stand among the hyperparameters."""
    if run.kl_coefficient.value is None:
        for key, value in run.hyperparameters.items():
            if _KL_KEY.search(key):
                return (*path, "hyperparameters", key), value
    return (*path, "kl_coefficient"), run.kl_coefficient.value
