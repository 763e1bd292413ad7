"""An expectation says that it was stated before the outcome, and it first appears together with the outcome, or after it.

A prediction counts only if it was written down before anybody knew. Expectations that are written with their outcome at hand are right
far too often. What is new since the base revision, with its outcome, was not there before it; so look at each change by itself, as a
check of every pull request does. Reports by outsiders say `reconstructed`.

Base:
```yaml
system_maintenance: {changelog: []}
```

Bad:
```yaml
system_maintenance:
  changelog:
    - id: one
      version: "1.0"
      date: 2026-03-01
      summary: The weight of waits was doubled.
      expectations: [{id: waits-fall, direction: down, stated: before}]
    - id: two
      version: "1.1"
      date: 2026-05-01
      summary: The waits were read again.
      outcomes: [{expectation: waits-fall, result: as_expected}]
```

Good:
```yaml
system_maintenance:
  changelog:
    - id: one
      version: "1.0"
      date: 2026-03-01
      summary: The weight of waits was doubled.
      expectations: [{id: waits-fall, direction: down, stated: reconstructed}]
    - id: two
      version: "1.1"
      date: 2026-05-01
      summary: The waits were read again.
      outcomes: [{expectation: waits-fall, result: as_expected}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model import Report

RULE = Rule("LIV015", "prediction-after-the-fact", "warning", needs_base=True, needs_whole=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each expectation that is new since the base, says that it came first, and did not."""
    known, judged = _expected(context.base_report), _judged(context.report)
    for path, entry in context.entries:
        for index, one in enumerate(entry.expectations):
            if one.stated == "before" and one.id in judged and one.id not in known:
                yield Problem(
                    f"the expectation {one.id} says that it was stated before its outcome, and it appears no earlier than that",
                    "Write `stated: after`, or `stated: reconstructed` where others concluded it",
                    (*path, "expectations", index, "stated"),
                )


def _expected(report: Report) -> set[str]:
    return {one.id for entry in report.system_maintenance.changelog.items for one in entry.expectations}


def _judged(report: Report) -> set[str]:
    return {one.expectation for entry in report.system_maintenance.changelog.items for one in entry.outcomes}
