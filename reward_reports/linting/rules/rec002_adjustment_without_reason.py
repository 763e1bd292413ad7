"""A boost, cap or filter is named without its reason.

Articles 27 and 38 of the Digital Services Act ask for the main parameters and the reasons for their relative importance. People whose posts a filter
holds down can contest it only if a reason is given.

Bad:
```yaml
recommender:
  adjustments: [{id: links, name: Posts with links, kind: cap, value: Half the score}]
```

Good:
```yaml
recommender:
  adjustments: [{id: links, name: Posts with links, kind: cap, value: Half the score, why: Spam, applies_to: All accounts}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("REC002", "adjustment-without-reason", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each adjustment without a reason."""
    section = context.report.recommender
    if section is None:
        return
    for index, adjustment in enumerate(section.adjustments.items):
        if is_empty_value("why", adjustment.why or "") and not section.adjustments.stated:
            yield Problem(
                f"the report does not say why {adjustment.id} adjusts the ranking",
                "Add `why:`, and `applies_to:` for whom it favours or holds down",
                ("recommender", "adjustments", "items", index),
            )
