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

from reward_reports.linting.rule import Rule

RULE = Rule("SCH006", "bad-duration", "error", level="minimal", needs_report=False, kind="bad-duration")
