"""The file holds nothing, or nothing but comments.

An empty file passes for a report in every list of files, while its readers find nothing in it.

Bad:
```yaml
# A report will stand here.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("SYN008", "empty-file", "error", level="minimal", needs_report=False)


def check(context: Context) -> Iterator[Problem]:
    """Give what the loader found."""
    return context.of_kind("empty")
