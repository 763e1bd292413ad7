"""The file is not UTF-8 text, or holds a control character.

Other encodings turn names and quotations into other characters on other machines, and a control character can hide or
rewrite what a reader sees in a terminal.

Bad: a bell character inside a value.
```yaml
evaluation:
  evaluation_validity: It was tested in the field.\u0007
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field, in Zürich and in Łódź.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("SYN002", "not-utf8", "error", level="minimal", needs_report=False)


def check(context: Context) -> Iterator[Problem]:
    """Give what the loader found."""
    return context.of_kind("encoding")
