"""A trigger of the kind `metric` names no metric.

"When a metric changes a lot" can be read so that it never fires. Auditors need to know which number to look at. Retired triggers
are skipped.

Bad:
```yaml
system_maintenance:
  update_triggers:
    - {id: shift, kind: metric, description: A large change in the oversight metrics.}
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: small-press, name: Small-press share}
system_maintenance:
  update_triggers:
    - {id: shift, kind: metric, condition: {metric: small-press, op: "<", value: 0.08}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("REF005", "metric-trigger-without-metric", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every trigger on a metric that names no metric."""
    triggers = context.report.system_maintenance.update_triggers
    if triggers.stated:
        return
    for index, trigger in each(enumerate(triggers.items)):
        condition = trigger.condition
        waits = condition is not None or trigger.kind == "metric"
        if waits and (condition is None or condition.metric is None) and trigger.state != "retired":
            yield Problem(
                f"the trigger `{trigger.id}` depends on a metric and names none",
                "Add `condition:` with the id of a metric, `op` and `value`, or give the trigger another kind",
                ("system_maintenance", "update_triggers", "items", index),
            )
