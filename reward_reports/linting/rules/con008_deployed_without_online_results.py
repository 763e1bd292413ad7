"""The system is deployed, and the report does not say how it performs in use.

Tests before release show what was hoped for. Affected people and auditors need to know what happened: a value from
the running system, or a statement of what is known about it.

Bad:
```yaml
system_details:
  dates: {active_from: 2023-10, lifecycle: deployed}
```

Good:
```yaml
system_details:
  dates: {active_from: 2023-10, lifecycle: deployed}
evaluation:
  evaluation_validity:
    disclosure: not_measured
    reason: The city does not record what becomes of an answer; nothing is known about the running system.
```

Good:
```yaml
system_details:
  dates: {active_from: 2023-10, lifecycle: deployed}
optimization_intent:
  performance_metrics:
    - {id: goals, name: Goals reached, observations: [{date: 2024-01, value: 0.4, setting: online}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("CON008", "deployed-without-online-results", "warning")
_ELSEWHERE = frozenset({"offline", "simulation", "counterfactual"})
"""Settings and kinds of tests that surely say nothing about the running system."""


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the system is deployed and no word is from the running system."""
    if context.report.system_details.dates.lifecycle != "deployed" or _has_value(context) or _has_word(context):
        return
    yield Problem(
        "the system is deployed, and nothing in the report comes from the running system",
        "Add an observation with `setting: online`, or say in `evaluation_validity` what is known about the running system",
        ("system_details", "dates", "lifecycle"),
    )


def _has_word(context: Context) -> bool:
    kept = context.report.system_maintenance
    fields = (
        context.report.evaluation.evaluation_validity,
        kept.comments_on_performance,
        kept.comments_on_user_feedback,
    )
    return any(not field.blank for field in fields)


def _has_value(context: Context) -> bool:
    for _, metric in context.metrics:
        if metric.observations_from is not None:
            return True
        if any(observation.setting not in _ELSEWHERE for observation in metric.observations):
            return True
    return any(test.kind not in _ELSEWHERE for test in context.report.evaluation.offline_evaluations.items)
