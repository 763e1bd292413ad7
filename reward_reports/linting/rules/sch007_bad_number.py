"""A number is outside the range that makes sense for its key, or is not a finite number.

It could not be compared with a threshold or drawn in a chart, and a discount factor above one describes another system
than the one that runs.

Bad:
```yaml
optimization_intent:
  goal_of_reinforcement:
    text: Keep the traffic flowing at the junction.
    horizon: {kind: discounted, discount: 99}
```

Good:
```yaml
optimization_intent:
  goal_of_reinforcement:
    text: Keep the traffic flowing at the junction.
    horizon: {kind: discounted, discount: 0.99}
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH007", "bad-number", "error", level="minimal", needs_report=False, kind="bad-number")
