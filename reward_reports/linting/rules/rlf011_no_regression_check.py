"""The report does not say what got worse through training on feedback.

Training on preferences often reduces skills of the base model. Practitioners who replace one model with the other
need to know which.

Bad:
```yaml
rlhf:
  base_model: {name: GPT-3 6B}
  policy_optimization: [{id: ppo, algorithm: PPO, kl_coefficient: 0.02}]
```

Good:
```yaml
rlhf:
  base_model: {name: GPT-3 6B}
  policy_optimization: [{id: ppo, algorithm: PPO, kl_coefficient: 0.02}]
  regression_checks: On SQuADv2 the score fell from 64.3 to 59.9; six other tests moved by less than 2 points.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("RLF011", "no-regression-check", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the comparison with the base model is blank."""
    rlhf = context.rlhf
    if not rlhf.regression_checks.blank or rlhf.policy_optimization.disclosure == "not_applicable":
        return
    yield Problem(
        "nothing is said about regressions against the base model",
        "Add `regression_checks:`: on which tests they were compared and what got worse, "
        "or `{disclosure: not_measured, reason: …}`",
        ("rlhf", "regression_checks"),
    )
