"""The review promised by the reporting cadence is overdue.

A report that nobody reviews may describe a system that has since changed. Readers need to know that the promise was
broken. The cadence counts from `last_reviewed`, or from the report's date if that is missing; a changelog entry of
the kind `review_no_change` counts as a review. No review is needed if the system has ended or the report is archived
or superseded.

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

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.promises import last_review, promised, review_due

RULE = Rule("LIV001", "review-overdue", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the newest review is longer ago than the cadence and its tolerance allow."""
    due = review_due(context.report, context.today)
    if due is None or due >= context.today:
        return
    cadence = context.report.system_maintenance.reporting_cadence
    yield Problem(
        f"the review was due by {due}: the last was on {last_review(context.report)}, and one is promised {promised(cadence)}",
        "Review the report, set `last_reviewed`, and record the review in the changelog",
        ("report", "last_reviewed" if context.report.report.last_reviewed else "date"),
    )
