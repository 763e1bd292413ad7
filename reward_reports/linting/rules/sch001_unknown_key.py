"""A key is not part of the format.

What stands behind it is read by no one: it is neither checked nor shown. Often it is a slip of the pen. Data of your
own goes under a key that begins with `x-`, at the top level.

Bad:
```yaml
evaluation:
  evaluation_validty: It was tested in the field.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
x-review-board: approved on 2026-03-02
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH001", "unknown-key", "error", level="minimal", needs_report=False, kind="unknown-key")
