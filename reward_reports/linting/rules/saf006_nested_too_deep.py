"""Lists or quotations are nested more than ten deep.

Pages show anything deeper as its source, because no format shows it readably: Word has nine levels of lists, LaTeX four.
Split the list, or give its parts bold words as titles.

Bad:
```yaml
evaluation:
  evaluation_validity: "> > > > > > > > > > > The seventh reply to the same remark."
```

Good:
```yaml
evaluation:
  evaluation_validity: |
    - Ratings
      - by members
        - of two libraries
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import prose
from reward_reports.linting.extract.markdown import MAX_NESTED, too_deep
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.rule import Rule

RULE = Rule("SAF006", "nested-too-deep", "warning")
_SIGNS = (b">>>>", b"****", b"++++", b"))))", b">->-", b"-" * MAX_NESTED)
_STEPS = " " * 20


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for the first line of each text that is nested too deep."""
    if not any(sign in context.marks for sign in _SIGNS) and _STEPS not in context.document.text:
        return
    for path, text in prose(context, ""):
        deep = too_deep(text)
        if deep:
            yield Problem(
                f"lists or quotations are nested more than {MAX_NESTED} deep, and pages show the rest as its source",
                "Split the list, or write bold words above its parts",
                long_form(path),
                within=deep,
            )
