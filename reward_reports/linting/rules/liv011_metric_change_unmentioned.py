"""A metric was removed, redefined, or moved between reward and oversight, and the changelog does not mention it.

A removed metric no longer shows problems, a new definition breaks comparisons with earlier values, and a metric that
moves into the reward is no longer an independent check. A new entry that contains the metric's id or name is enough.

Base:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: complaints, name: Complaints a week, definition: Letters and calls.}
```

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: complaints, name: Complaints a week, definition: Letters and calls.}
system_maintenance:
  changelog:
    - {id: later, version: "1.1", date: 2026-02-01, summary: Some metrics were tidied up.}
```

Bad:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: complaints, name: Complaints a week, definition: Letters that were found to be right.}
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: complaints, name: Complaints a week, definition: Letters that were found to be right.}
system_maintenance:
  changelog:
    - {id: later, version: "1.1", date: 2026-02-01, summary: Of `complaints` only those that were found to be right count.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.since import mentions, speaking_entries
from reward_reports.linting.extract.typing_errors import is_typing_error
from reward_reports.linting.rule import Rule
from reward_reports.report.model.optimization_intent import Metric

if TYPE_CHECKING:
    from reward_reports.changes.comparing.change import Change

RULE = Rule("LIV011", "metric-change-unmentioned", "warning", needs_base=True)
_FIELDS = ("optimization_intent.performance_metrics", "optimization_intent.oversight_metrics")
_METRIC = 4  # steps to a metric
_DONE = {"removed": "is gone", "redefined": "is defined otherwise", "moved": "moved to another role or register"}


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each such metric, and for each of the things that were done to it."""
    entries = speaking_entries(context)
    seen: set[tuple[str, str]] = set()
    for change in context.changes:
        if change.field not in _FIELDS or not _counts(change, context):
            continue
        metric = _metric(context, change)
        if (metric.id, change.kind) in seen or mentions(entries, metric.id, metric.name):
            continue
        seen.add((metric.id, change.kind))
        yield Problem(
            f"the metric `{metric.id}` {_DONE[change.kind]} since the base, and no new changelog entry mentions it",
            "Say in a changelog entry what was done to the metric and why, with its id",
            change.path[:_METRIC] if change.kind != "removed" else change.path[:2],
        )


def _counts(change: Change, context: Context) -> bool:
    if change.path[2:3] != ("items",) or change.kind not in _DONE:
        return False
    return (
        len(change.path) == _METRIC
        if change.kind == "removed"
        else len(change.path) <= _METRIC + 1 and not is_typing_error(change, context)
    )


def _metric(context: Context, change: Change) -> Metric:
    report = context.base_report if change.new is None else context.report
    register = getattr(report.optimization_intent, str(change.path[1]))
    metric: Metric = register.items[int(change.path[3])]
    return metric
