"""The reporting cadence gives an interval without a reason.

How often is enough depends on how fast the system or its surroundings change. Without the reason, an auditor cannot
judge whether half a year is adequate. A cadence that only follows an event needs no reason.

Bad:
```yaml
system_maintenance:
  reporting_cadence: {every: P3M}
```

Bad:
```yaml
system_maintenance:
  reporting_cadence: {every: P3M, text: Quarterly}
```

Good:
```yaml
system_maintenance:
  reporting_cadence: {every: P3M, text: Tastes drift within a season; the loan log shows it after about ten weeks.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.durations import every_in_words

RULE = Rule("LIV003", "cadence-without-motive", "warning")
_SHORT = 40  # characters


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if there is `every`, and no text or one that only repeats it."""
    cadence = context.report.system_maintenance.reporting_cadence
    if cadence.every is None or cadence.stated or not _repeats((cadence.text or "").strip()):
        return
    yield Problem(
        f"the report does not say why it is reviewed {every_in_words(cadence.every)}",
        "Add `text:` that says why this often: how fast the system or the world around it can drift",
        ("system_maintenance", "reporting_cadence"),
    )


def _repeats(text: str) -> bool:
    """Whether a text is empty or an interval in words."""
    if not text or len(text) > _SHORT:
        return not text
    from reward_reports.report.model.intervals import parse_interval  # few reports need its patterns

    return parse_interval(text) is not None
