"""The weights of a ranking are given without the day from which, or on which, they applied.

Weights change without notice. X publishes the weights of "For You" by a script (xai-org/x-algorithm, since August 2026); several changed between
two syncs without a note. A weight without a day says nothing about what people see today.

Bad:
```yaml
recommender:
  signals: [{id: reply, act: A reply, sign: positive, weight: 13.5}]
```

Good:
```yaml
recommender:
  signals: [{id: reply, act: A reply, sign: positive, weight: 13.5, since: 2026-08}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("REC001", "weights-undated", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each signal with a weight and no day."""
    section = context.report.recommender
    if section is None:
        return
    if section.signals.as_of is not None or section.weights_published.synced is not None:
        return
    for index, signal in enumerate(section.signals.items):
        if signal.weight is not None and signal.since is None:
            yield Problem(
                f"the report does not say since when {signal.id} has had the weight {signal.weight:g}",
                "Add `since:`, `as_of:` on the signals, or `synced:` on `weights_published`",
                ("recommender", "signals", "items", index, "weight"),
            )
