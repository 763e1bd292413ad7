"""The goal names no alternative to learning from feedback.

A fixed rule, a static model or a person could often do the work with fewer surprises. People who have to accept the
system need to see what it was compared with. A comparison in the text is enough.

Bad:
```yaml
optimization_intent:
  goal_of_reinforcement: Keep the traffic flowing at the junction.
```

Good:
```yaml
optimization_intent:
  goal_of_reinforcement: Shorter waits at the junction than with fixed signal times or a police officer at rush hour.
```

Good:
```yaml
optimization_intent:
  goal_of_reinforcement:
    text: Keep the traffic flowing at the junction.
    alternatives: [fixed signal times, a police officer at rush hour]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.alternatives import weighs_alternative
from reward_reports.linting.rule import Rule

RULE = Rule("CMP007", "no-alternative", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if an answered goal lists no alternative and its text mentions none either."""
    goal = context.report.optimization_intent.goal_of_reinforcement
    if goal.alternatives or goal.stated or goal.blank or weighs_alternative(goal.text or ""):
        return
    yield Problem(
        "the goal names no alternative to learning from feedback",
        "Add `alternatives:` with what could do the work instead: a fixed rule, a static model, a person",
        ("optimization_intent", "goal_of_reinforcement"),
    )
