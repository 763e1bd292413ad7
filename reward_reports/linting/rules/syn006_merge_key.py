"""A merge key (`<<`) is used.

It belongs to YAML 1.1 only; other tools read a key named `<<`, and readers have to put the mapping together in
their heads. Anchors and aliases for whole values are fine.

Bad:
```yaml
evaluation:
  evaluation_environment: &unknown {disclosure: unknown, reason: The owner did not answer our letters.}
  evaluation_validity: {<<: *unknown}
```

Good:
```yaml
evaluation:
  evaluation_environment: &unknown {disclosure: unknown, reason: The owner did not answer our letters.}
  evaluation_validity: *unknown
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN006", "merge-key", "error", level="minimal", needs_report=False, kind="merge")
