"""A policy was optimised against a reward, and nothing is said about over-optimisation.

Past some point the reward rises while what people think of the answers falls. Practitioners need to see where that point
lay, and auditors whether anybody looked.

Bad:
```yaml
rlhf:
  policy_optimization:
    - {id: ppo, algorithm: PPO, kl_coefficient: 0.02}
```

Good:
```yaml
rlhf:
  policy_optimization:
    - id: ppo
      algorithm: PPO
      kl_coefficient: 0.02
      over_optimization: Past 60,000 episodes the score rose while annotators' preference fell from 71 to 64 %.
```

Good: nobody looked, and the report says so
```yaml
rlhf:
  policy_optimization:
    - {id: ppo, kl_coefficient: 0.02, over_optimization: {disclosure: not_measured, reason: No labels were bought after training.}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("RLF006", "no-over-optimization-evidence", "warning", needs_rlhf=True)

_IMITATION = lazy(r"supervised|\bsft\b|behaviou?ral cloning|distillation", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each run that says nothing about over-optimisation."""
    for path, run in each(context.items("rlhf", "policy_optimization", context.rlhf.policy_optimization.items)):
        if run.over_optimization.blank and not _IMITATION.search(run.algorithm or ""):
            yield Problem(
                f"{run.id} says nothing about over-optimisation",
                "Add `over_optimization:`: the reward's score against people's judgement as training goes on, "
                "or that nobody looked, and why",
                (*path, "over_optimization"),
            )
