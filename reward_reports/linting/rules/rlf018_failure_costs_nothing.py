"""Failed or cut-off outputs are dropped, so that failing costs nothing.

Where a failed attempt earns nothing and costs nothing, a policy that expects to fail does best to fail early, or to do
nothing that could be judged. Cursor saw it twice (26 March 2026): broken tool calls were dropped from training, and
clarifying questions beat risky edits.

Bad:
```yaml
rlhf:
  policy_optimization:
    - {id: run, algorithm: GRPO, truncated: Cut-off outputs are dropped from the batch.}
```

Good:
```yaml
rlhf:
  policy_optimization:
    - {id: run, algorithm: GRPO, truncated: Cut-off outputs get the lowest reward.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("RLF018", "failure-costs-nothing", "warning", needs_rlhf=True, preview=True)
_DROPPED = lazy(r"(?i)\b(?:dropped|discarded|ignored|skipped|excluded|masked|filtered out|left out|removed)\b")
_CHARGED = lazy(r"(?i)\b(?:penal|negative|lowest|minus|-1\b|zero reward|punish)")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each run in which outputs that were cut off are dropped without a cost."""
    for index, run in enumerate(context.rlhf.policy_optimization.items):
        text = run.truncated or ""
        if _DROPPED.search(text) and not _CHARGED.search(text) and run.length_penalty is None:
            yield Problem(
                f"in {run.id} outputs that fail to finish are dropped, so that failing costs nothing",
                "Say in `truncated` what they cost, or in `length_penalty` what else keeps the policy from it",
                ("rlhf", "policy_optimization", "items", index, "truncated"),
            )
