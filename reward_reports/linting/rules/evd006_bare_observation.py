"""An observation lacks its date, or anything that tells how sure it is.

A value without a date cannot be matched with the version of the system it was measured on; a value without its number of
cases or its interval may be chance. Either of `n` and the interval (`low`, `high`) will do, and a count needs neither.

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: liked, name: Liked messages, unit: share, observations: [{value: 0.04}]}
```

Good:
```yaml
optimization_intent:
  performance_metrics:
    - {id: liked, name: Liked messages, unit: share, observations: [{date: 2022-08, value: 0.04, n: 260000}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model.optimization_intent import Metric, Observation

RULE = Rule("EVD006", "bare-observation", "warning")
_COUNTED = ("count", "number", "users", "people", "cases", "events")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each metric with such observations, at the first of them."""
    for path, metric in each(context.metrics):
        # a register with a reason has said what is missing
        if metric.observations and not getattr(context.report.optimization_intent, str(path[1])).stated:
            yield from _of(metric, path)


def _of(metric: Metric, path: tuple[str | int, ...]) -> Iterator[Problem]:
    counted = (metric.unit or "").lower().startswith(_COUNTED)
    lacking = [
        (index, lacks) for index, seen in enumerate(metric.observations) if (lacks := _lacks(seen, counted=counted))
    ]
    if not lacking:
        return
    index, lacks = lacking[0]
    more = f"; {len(lacking) - 1} more of {metric.id} lack something too" if len(lacking) > 1 else ""
    yield Problem(
        f"this observation of {metric.id} has {lacks}{more}",
        "Add `date:`, and `n:` with the number of cases or `low:` and `high:` with the interval",
        (*path, "observations", index),
    )


def _lacks(seen: Observation, *, counted: bool) -> str:
    lacks = "no date" if seen.date is None else ""
    if seen.n is None and seen.low is None and seen.high is None and not counted:
        lacks += " and neither" if lacks else "neither"
        lacks += " a number of cases nor an interval"
    return lacks
