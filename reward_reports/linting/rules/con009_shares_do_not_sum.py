"""The weights of the reward are called shares but do not sum to one.

A share of 0.3 is meaningful only if all shares sum to one. Otherwise, readers who want to compare safety with clicks
get the wrong answer.

Bad:
```yaml
implementation:
  reward_details:
    combination: weighted_shares
    items:
      - {id: rating, weight: 0.9}
      - {id: popularity, weight: 0.2}
```

Good:
```yaml
implementation:
  reward_details:
    combination: weighted_shares
    items:
      - {id: rating, weight: 0.9}
      - {id: popularity, weight: 0.1}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("CON009", "shares-do-not-sum", "warning")
_TOLERANCE = 1e-6


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if every term has a weight and they do not make a whole."""
    details = context.report.implementation.reward_details
    if details.combination != "weighted_shares" or not details.items:
        return
    weights = [term.weight for term in details.items if term.weight is not None]
    total = fsum(weights)
    if len(weights) < len(details.items) or abs(total - 1) <= _TOLERANCE:
        return
    yield Problem(
        f"the weights are said to be shares and sum to {total:.7g}",
        "Correct the weights so that they sum to 1, or write `combination: weighted_sum`",
        ("implementation", "reward_details", "combination"),
    )
