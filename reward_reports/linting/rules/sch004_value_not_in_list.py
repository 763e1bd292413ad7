"""A value is not one of the allowed values of its key.

These values are compared, counted and explained to readers, so all reports use the same ones. Put what they cannot
express into the text beside them.

Bad:
```yaml
evaluation:
  evaluation_validity: {disclosure: secret, reason: The owner sells the results.}
```

Good:
```yaml
evaluation:
  evaluation_validity: {disclosure: withheld, reason: The owner sells the results.}
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH004", "value-not-in-list", "error", level="minimal", needs_report=False, kind="not-in-list")
