"""An oversight metric was never observed, and no trigger depends on it.

The metric has no effect: it has no values, and no value would lead to a review. The people whom it was meant to
protect are not protected.

Bad:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: diesel-throughput, name: Throughput of diesel vehicles, role: oversight}
```

Good: a trigger waits for it.
```yaml
optimization_intent:
  oversight_metrics:
    - {id: diesel-throughput, name: Throughput of diesel vehicles, role: oversight}
system_maintenance:
  update_triggers:
    - {id: throttling, kind: metric, condition: {metric: diesel-throughput, op: "<", value: 40}}
```

Good: it was observed.
```yaml
optimization_intent:
  oversight_metrics:
    - {id: diesel-throughput, name: Throughput of diesel vehicles, observations: [{date: 2021-05, value: 51}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.optimization_intent import Metric

RULE = Rule("REF006", "idle-oversight-metric", "warning", needs_whole=True)


def check(context: Context) -> Iterator[Problem]:
    """Give every oversight metric without a value and without a trigger."""
    register = context.report.optimization_intent.oversight_metrics
    if register.stated:
        return
    idle = [(index, metric) for index, metric in enumerate(register.items) if _unobserved(metric)]
    if not idle:
        return
    used = _used(context)
    descriptions = [trigger.description or "" for trigger in context.report.system_maintenance.update_triggers.items]
    for index, metric in idle:
        named = any(metric.id in text or metric.name.lower() in text.lower() for text in descriptions)
        if metric.id not in used and not named:
            yield Problem(
                f"the oversight metric `{metric.id}` was never observed, and no trigger depends on it",
                "Add an observation, or a trigger with a condition on it",
                ("optimization_intent", "oversight_metrics", "items", index),
            )


def _unobserved(metric: Metric) -> bool:
    return not metric.observations and metric.observations_from is None and not metric.thresholds


def _used(context: Context) -> set[str]:
    """Return the metrics of triggers, evaluations and standards."""
    places = ("update_triggers", "offline_evaluations", "performance_standards")
    return {
        name for path, name, points_to, _ in context.pointers if "metric" in points_to.targets and path[1] in places
    }
