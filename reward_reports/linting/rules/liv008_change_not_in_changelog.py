"""The report differs from the base revision, and no changelog entry says so.

Readers follow the changelog. A change that it does not mention goes unseen, and nobody can ask why. A new entry covers a change
when its `fields_changed` names the field or its section; so does an entry dated today. Corrected typing
errors (capitals, punctuation, and in a long word two letters swapped or a consonant doubled), the report's version, status and dates, the sources, and free keys need no entry. Nor does a first draft:
`status: draft`, and no entry at the base. `--fix` drafts the entry.

Base:
```yaml
optimization_intent:
  goal_of_reinforcement: {horizon: {discount: 0.9}}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2025-03-02, summary: The first report.}
```

Bad:
```yaml
optimization_intent:
  goal_of_reinforcement: {horizon: {discount: 0.99}}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2025-03-02, summary: The first report.}
```

Good:
```yaml
optimization_intent:
  goal_of_reinforcement: {horizon: {discount: 0.99}}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2025-03-02, summary: The first report.}
    - id: later
      version: "1.1"
      date: 2026-02-01
      summary: The discount rose.
      fields_changed: [optimization_intent.goal_of_reinforcement]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Fix, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.since import content_changes, fields_named, speaking_entries, unmentioned
from reward_reports.linting.rule import Rule

if TYPE_CHECKING:
    from reward_reports.changes.comparing.change import Change

RULE = Rule("LIV008", "change-not-in-changelog", "error", level="minimal", needs_base=True)
_SHOWN = 6


def check(context: Context) -> Iterator[Problem]:
    """Give one problem that lists the fields which no entry names."""
    if _is_first_draft(context):
        return
    entries = speaking_entries(context)
    changes = content_changes(context)
    fields = unmentioned(changes, fields_named(entries))
    if not fields:
        return
    listed = ", ".join(fields[:_SHOWN]) + (f" and {len(fields) - _SHOWN} more" if len(fields) > _SHOWN else "")
    changelog = ("system_maintenance", "changelog")
    if entries:
        yield Problem(
            f"changed since the base, and no new changelog entry names it: {listed}",
            f"Add it to `fields_changed` of the entry `{entries[-1].id}`, or write another entry",
            changelog,
            on="key",
        )
        return
    yield Problem(
        f"changed since the base, and no changelog entry says so: {listed}",
        "Add an entry with `fields_changed`, what changed and why; `lint --since --fix` drafts it",
        changelog,
        on="key",
        fix=_draft(context, changes),
    )


def _draft(context: Context, changes: list[Change]) -> Fix | None:
    """Draft the entry, and give the report the version and the date of it."""
    from reward_reports.linting.changelog_fix import edits_for

    edits = edits_for(context, changes)
    return Fix("Draft a changelog entry", edits) if edits else None


def _is_first_draft(context: Context) -> bool:
    info, before = context.report.report, context.base_report
    drafted = "status" in info.model_fields_set and info.status == "draft"
    return drafted and before.report.status == "draft" and not before.system_maintenance.changelog.items
