"""A threshold, a trigger or another limit was loosened or retired, and no new entry says why.

Limits are most likely to be moved when they become inconvenient. A new entry needs a reason (`motivation` or
`triggered_by`) and must name the limit or its field in its text or in `fields_changed`.

Base:
```yaml
system_maintenance:
  update_triggers:
    - {id: collision, kind: incident, owner: road authority, respond_within: P2D}
```

Bad:
```yaml
system_maintenance:
  update_triggers:
    - {id: collision, kind: incident, owner: road authority, respond_within: P2D, state: retired}
  changelog:
    - {id: later, version: "1.1", date: 2026-02-01, summary: The trigger collision is retired.}
```

Bad:
```yaml
system_maintenance:
  update_triggers:
    - {id: collision, kind: incident, owner: road authority, respond_within: P2M}
```

Good:
```yaml
system_maintenance:
  update_triggers:
    - {id: collision, kind: incident, owner: road authority, respond_within: P2D, state: retired}
  changelog:
    - id: later
      version: "1.1"
      date: 2026-02-01
      summary: The trigger collision is retired.
      motivation: The stretch was closed to traffic in December.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.since import fields_named, has_motive, mentions, speaking_entries
from reward_reports.linting.rule import Rule
from reward_reports.report.model.system_maintenance import Entry

if TYPE_CHECKING:
    from reward_reports.changes.comparing.change import Change

RULE = Rule("LIV013", "limit-loosened", "error", level="minimal", needs_base=True)
_TRIGGERS = ("system_maintenance", "update_triggers", "items")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each limit that lets more pass than at the base."""
    entries = [entry for entry in speaking_entries(context) if has_motive(entry)]
    for change in context.changes:
        if (change.kind == "loosened" or _trigger_removed(change)) and not _answers(entries, change):
            yield Problem(
                f"loosened since the base, and no new changelog entry says why: {change.summary}",
                "Put it back, or add a changelog entry with `motivation`, and the field in its `fields_changed`",
                change.path if change.new is not None else change.path[:2],
            )


def _trigger_removed(change: Change) -> bool:
    return change.kind == "removed" and change.path[:-1] == _TRIGGERS


def _answers(entries: list[Entry], change: Change) -> bool:
    if any(change.field in fields_named([entry]) or not entry.fields_changed for entry in entries):
        return True
    return bool(change.item) and mentions(entries, change.item)
