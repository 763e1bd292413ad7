"""A metric that is in the reward also decides whether the model is released.

What is optimised looks good by design, so a gate on the same number opens just when it should not. Auditors look for a gate
that training never saw.

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: preference, name: Preference score, role: reward}
evaluation:
  performance_standards:
    - {id: release-bar, requirement: Better than the last model, metric: preference, launch_gate: true}
rlhf:
  release: {channel: API}
```

Good:
```yaml
optimization_intent:
  performance_metrics:
    - {id: preference, name: Preference score, role: reward}
  oversight_metrics:
    - {id: blind-test, name: Blind test by outsiders, role: oversight}
evaluation:
  performance_standards:
    - {id: release-bar, requirement: Better than the last model, metric: blind-test, launch_gate: true}
rlhf:
  release: {channel: API}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("RLF008", "reward-as-launch-gate", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each launch gate on a metric of the reward."""
    report = context.report
    gates = [
        (path, standard.metric)
        for path, standard in context.items(
            "evaluation", "performance_standards", report.evaluation.performance_standards.items
        )
        if standard.launch_gate and standard.metric
    ]
    if not gates:
        return
    rewarded = {metric.id for _, metric in context.metrics if metric.role == "reward"}
    rewarded |= {term.metric for term in report.implementation.reward_details.items if term.metric}
    for path, metric in gates:
        if metric in rewarded:
            yield Problem(
                f"the metric {metric} is in the reward and is a launch gate too",
                "Gate the release by a metric that training does not optimise",
                (*path, "metric"),
            )
