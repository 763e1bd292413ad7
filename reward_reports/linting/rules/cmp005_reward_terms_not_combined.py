"""The reward has more than one term, and the report does not say how they are combined.

The weights are the trade-off itself, such as how much delay is worth one collision. Without them, readers cannot tell
what the system will sacrifice for what.

Bad:
```yaml
implementation:
  reward_details:
    - {id: speed, expression: v}
    - {id: crashes, expression: c}
```

Good:
```yaml
implementation:
  reward_details:
    combination: weighted_sum
    items:
      - {id: speed, expression: v, weight: 1.0}
      - {id: crashes, expression: c, weight: -100.0, rationale: set by the road authority}
```

Good: the formula says it all.
```yaml
implementation:
  reward_details:
    formula: r = v - 100\\,c
    items:
      - {id: speed, expression: v}
      - {id: crashes, expression: c}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.wording import empty, listed
from reward_reports.linting.rule import Rule

RULE = Rule("CMP005", "reward-terms-not-combined", "error")
_WEIGHTED = (None, "weighted_sum", "weighted_shares")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if there are several terms, and neither a formula, nor weights, nor another combination."""
    details = context.report.implementation.reward_details
    if len(details.items) < 2 or details.combination not in _WEIGHTED or details.stated or not empty(details.formula):
        return
    unweighted = [term.id for term in details.items if term.weight is None]
    if not unweighted:
        return
    if details.combination:
        message = f"the terms are combined by weights, and {listed(unweighted)} {'has' if len(unweighted) == 1 else 'have'} none"
        advice = "Give each term its `weight:`"
    else:
        message = f"the reward has {len(details.items)} terms, and the report does not say how they are combined"
        advice = "Give each term a `weight:`, or add `combination:` or `formula:`"
    yield Problem(message, advice, ("implementation", "reward_details"))
