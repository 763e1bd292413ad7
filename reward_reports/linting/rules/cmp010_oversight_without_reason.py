"""An oversight metric comes without the reason why it is outside the reward.

It may be unmeasurable in time, easy to game, or simply unwelcome. The reason tells an auditor whether the designers
thought about it, and a later designer what would break if it were optimised.

Bad:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: small-press, name: Share of small publishers, role: oversight}
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - id: small-press
      name: Share of small publishers
      role: oversight
      exclusion_rationale: In the reward it would be a quota; here it shows whether one is needed.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.wording import empty
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("CMP010", "oversight-without-reason", "error")
_WATCHED = (None, "oversight", "safety")
_REASON = lazy(
    r"\b(?:because|since|so that|reason|rewards?|optimi[sz]\w*|targets?|gam(?:e|ed|ing)|Goodhart)\b", re.IGNORECASE
)
"""Words by which the register's own text gives one reason for all of its metrics."""


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each watched metric without a reason, unless the register gives one for all."""
    register = context.report.optimization_intent.oversight_metrics
    for index, metric in each(enumerate(register.items)):
        if not empty(metric.exclusion_rationale) or metric.role not in _WATCHED:
            continue
        if register.stated or _REASON.search(register.text or ""):
            return
        yield Problem(
            f"the metric {metric.id} is watched, and nothing says why it is not in the reward",
            "Add `exclusion_rationale:`",
            ("optimization_intent", "oversight_metrics", "items", index),
        )
