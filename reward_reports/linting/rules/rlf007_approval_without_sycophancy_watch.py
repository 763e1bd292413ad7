"""Users' approval is part of the reward, and nothing watches for sycophancy.

A model that is rewarded for being liked learns to please: in April 2025 an update of GPT-4o with a new thumbs signal had to
be rolled back, and no deployment test of sycophancy existed that could have stopped it. Users who ask for advice bear the cost.

Bad:
```yaml
rlhf:
  deployment_signals:
    - {id: thumbs, source: thumbs up and down, in_reward: true, user_approval: true}
```

Bad: a metric that nobody acts on
```yaml
optimization_intent:
  oversight_metrics:
    - {id: sycophancy, name: Sycophancy, definition: Share of false claims by the user that the model agrees with}
rlhf:
  deployment_signals:
    - {id: thumbs, source: thumbs up and down, in_reward: true, user_approval: true}
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: sycophancy, name: Sycophancy, definition: Share of false claims by the user that the model agrees with}
system_maintenance:
  update_triggers:
    - {id: flattery, kind: metric, condition: {metric: sycophancy, op: ">", value: 0.1}, owner: model behaviour team}
rlhf:
  deployment_signals:
    - {id: thumbs, source: thumbs up and down, in_reward: true, user_approval: true}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.model.base import Item
from reward_reports.report.model.report import Report

RULE = Rule("RLF007", "approval-without-sycophancy-watch", "error", needs_rlhf=True)

_FLATTERY = lazy(r"sycophan|flatter", re.IGNORECASE)
_WORDS = ("id", "name", "definition", "description", "rationale", "exclusion_rationale")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem at the first approval signal, for the metric or the trigger that is missing."""
    report = context.report
    rlhf = context.rlhf
    if report.system_details.dates.lifecycle == "retired":
        return
    signals = context.items("rlhf", "deployment_signals", rlhf.deployment_signals.items)
    approval = next((path for path, signal in signals if signal.in_reward and signal.user_approval), None)
    if approval is None:
        return
    watching = _watching(context)
    if not watching:
        if not report.optimization_intent.oversight_metrics.stated:
            yield Problem(
                "users' approval is in the reward, and no metric watches for sycophancy",
                "Add an oversight metric of sycophancy and a metric trigger on it; if there is none, say so "
                "with a state and a reason on `oversight_metrics:`",
                (*approval, "user_approval"),
            )
    elif not _triggered(report, watching):
        yield Problem(
            f"users' approval is in the reward, and no trigger acts on the sycophancy metric {min(watching)}",
            "Add an update trigger of kind metric with that metric, a value and an owner",
            (*approval, "user_approval"),
        )


def _watching(context: Context) -> set[str]:
    """Return the ids of metrics that speak of flattery, or that detect a failure mode that does."""
    watching = {metric.id for _, metric in context.metrics if _mentions_flattery(metric)}
    for _, mode in context.failure_modes:
        if _mentions_flattery(mode):
            watching |= context.metric_ids.intersection(mode.detected_by)
    return watching


def _mentions_flattery(item: Item) -> bool:
    return any(_FLATTERY.search(getattr(item, name, None) or "") for name in _WORDS)


def _triggered(report: Report, metrics: set[str]) -> bool:
    triggers = report.system_maintenance.update_triggers
    if triggers.stated:
        return True
    live = (trigger.condition for trigger in triggers.items if trigger.state != "retired")
    return any(condition is not None and condition.metric in metrics for condition in live)
