"""A trigger has no value that sets it off, or nobody who decides what follows.

"If the metric shifts significantly" can always be said not to have happened. A trigger works when a machine could tell
that it went off, and a named person or office must answer. A threshold of the metric itself counts.

Bad:
```yaml
system_maintenance:
  update_triggers:
    - {id: throughput, kind: metric, description: A significant shift in throughput., owner: road authority}
```

Bad:
```yaml
system_maintenance:
  update_triggers:
    - {id: collision, kind: incident, description: A collision in the controlled stretch.}
```

Good:
```yaml
system_maintenance:
  update_triggers:
    - id: throughput
      kind: metric
      condition: {metric: vehicles-per-hour, op: "<", value: 1400, window: P1W}
      owner: road authority
    - {id: collision, kind: incident, description: A collision in the controlled stretch., owner: road authority}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model.system_maintenance import Trigger

RULE = Rule("LIV005", "trigger-without-threshold-or-owner", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each thing that a trigger lacks."""
    register = context.report.system_maintenance.update_triggers
    if register.stated:
        return
    for index, trigger in each(enumerate(register.items)):
        if trigger.state == "retired":
            continue
        path = ("system_maintenance", "update_triggers", "items", index)
        if not _has_threshold(context, trigger):
            yield Problem(
                f"the metric trigger {trigger.id} has no value that sets it off",
                "Add `condition:` with `metric`, `op` and `value`",
                path,
            )
        if not (trigger.owner or "").strip():
            yield Problem(
                f"the trigger {trigger.id} names nobody who decides what follows",
                "Add `owner:` with the person, office or group that must answer",
                path,
            )


def _has_threshold(context: Context, trigger: Trigger) -> bool:
    condition = trigger.condition
    if condition is None:
        return trigger.kind != "metric"
    if condition.op is not None and condition.value is not None:
        return True
    return any(metric.id == condition.metric and metric.thresholds for _, metric in context.metrics)
