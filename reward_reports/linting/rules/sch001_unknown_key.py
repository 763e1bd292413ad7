"""A key is not part of the format.

What stands behind it is read by no one: it is neither checked nor shown. Often it is a slip of the pen. Data of your
own goes under a key that begins with `x-`, at the top level.

Bad:
```yaml
evaluation:
  evaluation_validty: It was tested in the field.
```

Bad: a comma inside braces ends the text before it.
```yaml
institutional_interface:
  stakeholders:
    - {id: riders, name: Riders, interest: short waits, few falls}
```

Good:
```yaml
institutional_interface:
  stakeholders:
    - {id: riders, name: Riders, interest: "short waits, few falls"}
evaluation:
  evaluation_validity: It was tested in the field.
x-review-board: approved on 2026-03-02
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH001", "unknown-key", "error", level="minimal", needs_report=False, kind="unknown-key")
