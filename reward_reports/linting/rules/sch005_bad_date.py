"""A date is not written as ISO 8601, or no such day exists.

`03/04/2015` is March to some readers and April to others, and a date that cannot be compared cannot show that a review
is overdue. A month or a year alone is fine where the day is not known.

Bad:
```yaml
system_details:
  dates: {active_from: 03/04/2015}
```

Bad: this year had no such day.
```yaml
system_details:
  dates: {active_from: 2023-02-29}
```

Good:
```yaml
system_details:
  dates: {active_from: 2015-03, active_to: 2024-02-29}
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH005", "bad-date", "error", level="minimal", needs_report=False, kind="bad-date")
