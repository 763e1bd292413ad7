"""The gap between changelog entries is longer than the reporting cadence allows.

A cadence that was not kept in the past is not a promise for the future; auditors ask first what happened in the gap. Entries
of any kind count, and a review that changed nothing is an entry. Where an entry says in `fields_changed` that the cadence
changed, only the time since counts. A report by outsiders may cover years before it was begun; there, nothing counts before
such an entry.

Bad:
```yaml
system_maintenance:
  reporting_cadence: {every: P6W, tolerance: P2W, text: The city departments meet about every six weeks.}
  changelog:
    - {id: trial, version: "0.2", date: 2021-01-01, summary: The trial began.}
    - {id: horizon, version: "0.3", date: 2021-06-14, summary: The horizon grew.}
```

Good:
```yaml
system_maintenance:
  reporting_cadence: {every: P6W, tolerance: P2W, text: The city departments meet about every six weeks.}
  changelog:
    - {id: simulated, version: "0.1", date: 2020-03-08, summary: First draft after simulation.}
    - {id: trial, version: "0.2", date: 2021-01-01, summary: The trial began., fields_changed: [system_maintenance.reporting_cadence]}
    - {id: horizon, version: "0.3", date: 2021-02-14, summary: The horizon grew.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.promises import next_review, promised

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.report.model.system_maintenance import Entry

RULE = Rule("LIV004", "history-breaks-cadence", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for every entry that came too late after the one before it."""
    cadence = context.report.system_maintenance.reporting_cadence
    if cadence.every is None or len(context.entries) < 2:
        return
    counted = _since_the_cadence(context)
    for (_, before), (path, entry) in pairwise(counted):
        due = next_review(cadence, before.date.end)
        if due is not None and entry.date.start > due:
            days = (entry.date.start - before.date.end).days
            yield Problem(
                f"the changelog is silent for {days} days before this entry, though one is promised {promised(cadence)}",
                "Add the reviews that took place in between, or say in this entry why there were none and change "
                "the cadence to one that is kept",
                (*path, "date"),
            )


def _since_the_cadence(context: Context) -> list[tuple[Path, Entry]]:
    """Return the entries by date, from the one that set the cadence."""
    entries = sorted(context.entries, key=lambda pair: (pair[1].date.start, pair[1].date.end))
    for index in range(len(entries) - 1, -1, -1):
        if any("reporting_cadence" in name.split(".") for name in entries[index][1].fields_changed):
            return entries[index:]
    return [] if context.report.report.kind in ("third_party", "retrospective") else entries
