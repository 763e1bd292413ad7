"""The check date of an expectation or a recommendation has passed without a recorded result.

Without results, designers may believe that every change did what they hoped. Readers learn most from expectations
that were not met: "not as expected" and "cannot tell" are also outcomes. Archived and superseded reports are not
checked.

Bad:
```yaml
system_maintenance:
  changelog:
    - id: explore
      version: "1.0"
      date: 2025-03-02
      summary: One slot in three explores.
      expectations: [{id: share-recovers, metric: small-press, direction: up, check_by: 2025-06-01}]
```

Bad:
```yaml
system_maintenance:
  recommendations:
    - {id: lanes, to: road authority, what: Publish the throughput of heavy vehicles., due: 2025-01-31, state: open}
```

Good:
```yaml
system_maintenance:
  recommendations:
    - {id: lanes, to: road authority, what: Publish the throughput of heavy vehicles., due: 2025-01-31, state: declined}
  changelog:
    - id: explore
      version: "1.0"
      date: 2025-03-02
      summary: One slot in three explores.
      expectations: [{id: share-recovers, metric: small-press, direction: up, check_by: 2025-06-01}]
    - id: looked
      version: "1.1"
      date: 2025-06-03
      summary: The share was read again.
      outcomes: [{expectation: share-recovers, result: partly, evidence: 0.09 over four weeks}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.promises import is_shelved

RULE = Rule("LIV009", "no-outcome", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each expectation and each recommendation that is past its day and open."""
    if is_shelved(context.report):
        return
    yield from _expectations(context)
    for index, advice in enumerate(context.report.system_maintenance.recommendations.items):
        if advice.due is not None and advice.due.end < context.today and advice.state in (None, "open"):
            yield Problem(
                f"the recommendation {advice.id} was due by {advice.due} and is still open",
                "Set its `state` to accepted, done or declined, and say in the changelog what was decided",
                ("system_maintenance", "recommendations", "items", index, "due"),
            )


def _expectations(context: Context) -> Iterator[Problem]:
    answered: set[str] | None = None
    for path, entry in context.entries:
        for index, expected in enumerate(entry.expectations):
            if expected.check_by is None or expected.check_by.end >= context.today:
                continue
            if answered is None:
                answered = {outcome.expectation for _, other in context.entries for outcome in other.outcomes}
            if expected.id not in answered:
                yield Problem(
                    f"the expectation {expected.id} was to be checked by {expected.check_by}, and no outcome names it",
                    f"Add an outcome with `expectation: {expected.id}` to a changelog entry; cannot_tell is a result too",
                    (*path, "expectations", index, "check_by"),
                )
