"""A key appears twice in one mapping.

YAML tools silently keep one of the two, and not all keep the same one: the report would say different things to
different readers.

Bad:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
  evaluation_validity: It was never tested.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN003", "duplicate-key", "error", level="minimal", needs_report=False, kind="duplicate-key")
