"""The reference policy is replaced during training, so that the KL penalty bounds no distance from where it began.

DeepSeek-R1 replaced its reference every 400 steps (arXiv 2501.12948v2). The penalty then limits each stretch and not
the whole way. Say how far the policy went in all, or how over-optimisation was looked for.

Bad:
```yaml
rlhf:
  policy_optimization:
    - {id: run, algorithm: GRPO, kl_coefficient: 0.001, reference_refresh: Every 400 steps by the policy}
```

Good:
```yaml
rlhf:
  policy_optimization:
    - {id: run, algorithm: GRPO, kl_coefficient: 0.001, reference_refresh: Every 400 steps by the policy, final_kl: 12}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("RLF021", "moving-reference", "warning", needs_rlhf=True, preview=True)
_NEVER = ("never", "no", "none", "not ", "fixed", "it stays")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each run with a moving reference and no word on how far the policy went."""
    for index, run in enumerate(context.rlhf.policy_optimization.items):
        text = (run.reference_refresh or "").strip().lower()
        if text and not text.startswith(_NEVER) and run.final_kl is None and run.over_optimization.unanswered:
            yield Problem(
                f"the reference policy of {run.id} is replaced, and the report does not say how far the policy went from the first one",
                "Add `final_kl` against the first reference, or `over_optimization` with what was seen",
                ("rlhf", "policy_optimization", "items", index, "reference_refresh"),
            )
