"""The goal is set against no alternative to learning from feedback.

A fixed rule, a static model or a person could often do the work, with fewer surprises. Whoever has to accept the system
needs to see what was weighed against it.

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
    alternatives: [fixed signal times, a police officer at rush hour]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("CMP007", "no-alternative", "warning")
_CONTRAST = lazy(
    r"alternativ|instead|rather than|in place of|as opposed|compared (?:to|with)|in contrast|unlike|otherwise"
    r"|by hand\b|hand-|hand (?:design|craft|made|tun)|rule-based|fixed rule|heuristic|static|manual|without learning"
    r"|supervised learning|could have|would have|fails? to|traditional|conventional",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if an answered goal lists no alternative, and its text does not speak of one either."""
    goal = context.report.optimization_intent.goal_of_reinforcement
    if goal.alternatives or goal.stated or goal.blank or _CONTRAST.search(goal.text or ""):
        return
    yield Problem(
        "the goal is compared with no alternative",
        "Add `alternatives:`, what could do the work in its place: a fixed rule, a static model, a person",
        ("optimization_intent", "goal_of_reinforcement"),
    )
