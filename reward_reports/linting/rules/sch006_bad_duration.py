"""A duration is not written as ISO 8601.

From it a tool works out by when a review or an answer is due. Words like "quarterly" it cannot count with; they can
stand in the text beside it.

Bad:
```yaml
system_maintenance:
  reporting_cadence: {every: quarterly}
```

Good:
```yaml
system_maintenance:
  reporting_cadence: {every: P3M, text: "Quarterly, as the council meets."}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("SCH006", "bad-duration", "error", level="minimal", needs_report=False)


def check(context: Context) -> Iterator[Problem]:
    """Give what the loader found."""
    return context.of_kind("bad-duration")
