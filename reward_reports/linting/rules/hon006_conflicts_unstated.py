"""The report says nothing about conflicts of interest.

Readers weigh a report by who gains from it. "None, because nobody among the authors is paid by the owner" takes one line,
and silence looks like the opposite.

Bad:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: third_party}
```

Good:
```yaml
report:
  id: shelf
  title: Shelf
  version: "1.0"
  kind: third_party
  conflicts_of_interest: None; no author is paid by the library or its supplier.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("HON006", "conflicts-unstated", "warning", level="publishable")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the field is missing or blank."""
    if not (context.report.report.conflicts_of_interest or "").strip():
        yield Problem(
            "the report says nothing about conflicts of interest",
            'Add `conflicts_of_interest:` to `report:`; if there are none, write "none" and why',
            ("report",),
            on="key",
        )
