"""A value is none of those that its key can have.

These words are compared, counted and explained to readers; a word of one's own would be understood by nobody else. What
none of the words can say belongs into the text beside it.

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
