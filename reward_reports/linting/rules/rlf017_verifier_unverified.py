"""A program or a model gives rewards, and the report does not say how often people found it wrong.

A verifier with gaps teaches the policy the gaps. Cursor found that broken tool calls earned no penalty, so that the
model learned to make them on tasks it could not solve (Cursor, "Improving Composer through real-time RL", 26 March
2026).

Bad:
```yaml
rlhf:
  ai_feedback:
    - {id: tests, kind: verifiable_reward, judge: The tests of the repository, share: 0.4}
```

Good:
```yaml
rlhf:
  ai_feedback:
    - id: tests
      kind: verifiable_reward
      judge: The tests of the repository
      share: 0.4
      checked_by_people: {n: 200, false_positive: 0.06, false_negative: 0.02}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("RLF017", "verifier-unverified", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each judge with a scope or a share whose errors nobody counted."""
    for index, judge in enumerate(context.rlhf.ai_feedback.items):
        stated = judge.term or judge.share is not None or judge.gate is not None or judge.criteria
        if stated and judge.checked_by_people is None and judge.known_exploits.unanswered:
            yield Problem(
                f"the report does not say how often {judge.id} is wrong",
                "Add `checked_by_people: {n: …, false_positive: …, false_negative: …}`, or `known_exploits` with a state",
                ("rlhf", "ai_feedback", "items", index),
            )
