"""A merge key (`<<`) is used.

It belongs to YAML 1.1 only; other tools read a key of the name `<<`, and a reader has to put the mapping together in
her head. Anchors and aliases for whole values are fine.

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

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("SYN006", "merge-key", "error", level="minimal", needs_report=False)


def check(context: Context) -> Iterator[Problem]:
    """Give what the loader found."""
    return context.of_kind("merge")
