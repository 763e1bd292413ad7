"""A key contains an invisible character, or one that only looks like a Latin letter.

Such characters are copied from web pages and word processors. The key looks right but is unknown, so its value
is lost to readers and to tools.

Bad: the first letter is a Cyrillic one.
```yaml
\u0435valuation:
  evaluation_validity: It was tested in the field.
```

Bad: a space of no width behind the key.
```yaml
evaluation:
  evaluation_validity\u200b: It was tested in the field.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN011", "odd-character-in-key", "error", level="minimal", needs_report=False, kind="odd-key")
