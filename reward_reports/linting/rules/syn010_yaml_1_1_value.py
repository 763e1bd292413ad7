"""A plain value means something else to tools that read YAML 1.1.

`no` becomes false, `12:30` becomes 750 and `0777` becomes 511 for many of the tools that readers use. Quoted text is
text in every tool.

Bad:
```yaml
system_details:
  other_resources:
    - {id: norway, title: The Norwegian audit, kind: no}
```

Good:
```yaml
system_details:
  other_resources:
    - {id: norway, title: The Norwegian audit, kind: "no"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("SYN010", "yaml-1-1-value", "warning", level="minimal", needs_report=False, kind="yaml-1.1")


def check(context: Context) -> Iterator[Problem]:
    """Give what the loader found, but not where the value is wrong in YAML 1.2 as well: one word about it is enough."""
    document = context.document
    wrong = {document.span(problem).start for problem in document.problems if problem.path}
    yield from (hint for hint in context.of_kind("yaml-1.1") if document.span(hint).start not in wrong)
