"""The review that the report's own cadence promises did not come.

A report that nobody looks at again tells readers about a system that may have changed. Those who rely on it need to know
that its promise was broken. The cadence counts from `last_reviewed`, or from the report's date where that is missing; a
changelog entry of the kind `review_no_change` is a review too. A system that has ended, and a report that is archived or
superseded, need none.

Bad:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: first_party, last_reviewed: 2024-01-15}
system_maintenance:
  reporting_cadence: {every: P6M, tolerance: P1M, text: Loans shift with the seasons.}
```

Good:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: first_party, last_reviewed: 2026-03-02}
system_maintenance:
  reporting_cadence: {every: P6M, tolerance: P1M, text: Loans shift with the seasons.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.reading.upkeep import has_ended, is_shelved, next_review, promised
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("LIV001", "review-overdue", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the newest review is longer ago than the cadence and its tolerance allow."""
    cadence = context.report.system_maintenance.reporting_cadence
    if cadence.every is None or is_shelved(context) or has_ended(context):
        return
    info = context.report.report
    key = "last_reviewed" if info.last_reviewed else "date"
    known = info.last_reviewed or info.date
    if known is None:
        return
    last = max([known.end, *(entry.date.end for _, entry in context.entries if entry.kind == "review_no_change")])
    due = next_review(cadence, last)
    if due is not None and due < context.today:
        yield Problem(
            f"the review was due by {due}: the last was on {last}, and one is promised {promised(cadence)}",
            "Review the report, set `last_reviewed`, and record the review in the changelog",
            ("report", key),
        )
