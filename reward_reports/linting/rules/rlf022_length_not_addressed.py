"""Outputs are optimised against a model's judgement, and the report does not say how their length is handled.

Reward models and judges prefer long answers, and losses that are averaged over a sequence make long wrong answers
cheap. GRPO's averaging does both, and implementations have changed it without notice. Say what is done about length, or
that nothing is.

Bad:
```yaml
rlhf:
  policy_optimization:
    - {id: run, algorithm: GRPO, group_size: 16, advantage_scaling: By the deviation of the group}
```

Good:
```yaml
rlhf:
  policy_optimization:
    - {id: run, algorithm: GRPO, group_size: 16, advantage_scaling: By the deviation of the group, loss_aggregation: Over all tokens of the batch}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("RLF022", "length-not-addressed", "warning", needs_rlhf=True, preview=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each run whose advantages are described without a word on length."""
    for index, run in enumerate(context.rlhf.policy_optimization.items):
        described = run.group_size is not None or run.advantage_scaling is not None
        if described and run.loss_aggregation is None and run.length_penalty is None:
            yield Problem(
                f"the report does not say how the length of outputs enters into {run.id}",
                "Add `loss_aggregation:` (tokens, sequences, prompts) or `length_penalty:`; `none` is an answer",
                ("rlhf", "policy_optimization", "items", index),
            )
