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

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("SCH004", "value-not-in-list", "error", level="minimal", needs_report=False)


def check(context: Context) -> Iterator[Problem]:
    """Give what the loader found."""
    return context.of_kind("not-in-list")
