"""A metric lacks its definition, its unit or its direction.

Without them a number cannot be checked, compared or repeated: "retention rate" is computed in a dozen ways, and a rise in
"missed utterances" may be good news or bad.

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: retention, name: Retention rate}
```

Good:
```yaml
optimization_intent:
  performance_metrics:
    - id: retention
      name: Retention rate
      definition: Share of users of one month who come back in the next
      unit: share
      direction: maximize
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.wording import listed
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

if TYPE_CHECKING:
    from reward_reports.report.model.optimization_intent import Metric

RULE = Rule("CMP004", "metric-undefined", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each metric that is not fully defined, in registers that claim to be complete."""
    for path, metric in each(context.metrics):
        if metric.definition and metric.unit and metric.direction:
            continue
        missing = _missing(metric)
        if missing and not getattr(context.report.optimization_intent, str(path[1])).stated:
            yield Problem(
                f"the metric {metric.id} has no {listed(missing, 'and no')}",
                f"Add `{'`, `'.join(f'{key}:' for key in missing)}`, so that somebody else could compute and judge it",
                path,
            )


def _missing(metric: Metric) -> list[str]:
    texts = {"definition": metric.definition, "unit": metric.unit, "direction": metric.direction}
    return [key for key, text in texts.items() if not text]
