"""The goal does not say how far ahead the system looks.

Effects beyond the horizon are not optimised, and later harm is invisible to the reward. Auditors and affected people
need to know where the horizon ends.

Bad:
```yaml
optimization_intent:
  goal_of_reinforcement: Keep the traffic flowing at the junction.
```

Good:
```yaml
optimization_intent:
  goal_of_reinforcement:
    text: Keep the traffic flowing at the junction.
    horizon: {kind: episodic, steps: 1800, wall_clock: PT1H}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("CMP006", "no-horizon", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the goal has no horizon and was answered."""
    goal = context.report.optimization_intent.goal_of_reinforcement
    if (goal.horizon is not None and goal.horizon.model_fields_set) or goal.stated or goal.blank:
        return
    yield Problem(
        "the goal has no horizon",
        "Add `horizon:` with a kind, and the steps, discount or time it looks ahead",
        ("optimization_intent", "goal_of_reinforcement"),
    )
