"""The reporting cadence names neither an interval nor an event.

"As needed" or "when the team decides" commits nobody: neither readers nor tools can tell when the next report is due.
An interval in words, such as "Quarterly", is understood, and the fix adds it as `every`. If the owner does not say,
give the cadence a disclosure state.

Bad:
```yaml
system_maintenance:
  reporting_cadence: Reports are written as needed.
```

Bad:
```yaml
system_maintenance:
  reporting_cadence: Every six months
```

Bad:
```yaml
system_maintenance:
  reporting_cadence: {on_event: quarterly, text: Tastes drift within a season.}
```

Good:
```yaml
system_maintenance:
  reporting_cadence: {every: P6M, text: "Every six months: tastes drift within a year."}
```

Good:
```yaml
system_maintenance:
  reporting_cadence: {on_event: each major release, text: Nothing changes between releases.}
```

Good:
```yaml
system_maintenance:
  reporting_cadence: {disclosure: unknown, reason: The owner has not published how often it retrains the system.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.promises import has_ended, is_shelved

RULE = Rule("LIV002", "no-review-interval", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the cadence was answered without `every` and without an event in `on_event`."""
    cadence = context.report.system_maintenance.reporting_cadence
    if cadence.every is not None or cadence.stated or cadence.blank:
        return
    if is_shelved(context.report) or has_ended(context.report, context.today):
        return
    from reward_reports.linting.extract import cadences  # few reports need its patterns

    if (cadence.on_event or "").strip():
        yield from cadences.interval_as_event(context)
    else:
        yield cadences.without_interval(context)
