"""A constitution, model spec or system prompt is named without its version or date.

These documents change. OpenAI's model spec is kept in git with dated versions, so that a reader can tell under which
one a model was trained; a bare title leads to whatever is there today.

Bad:
```yaml
rlhf:
  specifications: [{id: spec, title: Model Spec, used_for: Writing data}]
```

Good:
```yaml
rlhf:
  specifications: [{id: spec, title: Model Spec, used_for: Writing data, date: 2025-12-18}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("RLF023", "specification-undated", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each specification with neither version nor date."""
    for index, document in enumerate(context.rlhf.specifications.items):
        if document.date is None and is_empty_value("version", document.version or ""):
            yield Problem(
                f"the report does not say which version of {document.title} was used",
                "Add `version:` or `date:`",
                ("rlhf", "specifications", "items", index),
            )
