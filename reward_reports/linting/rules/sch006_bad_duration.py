"""A duration is not written as ISO 8601.

A tool works out from it when a review or an answer is due, and cannot do that with words. Common words such as "quarterly",
"every six months" or "twice a year" are understood, and the fix replaces them. "Biweekly" has two meanings, so the author
has to choose.

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

from reward_reports.linting.rule import Rule

RULE = Rule("SCH006", "bad-duration", "error", level="minimal", needs_report=False, kind="bad-duration")
