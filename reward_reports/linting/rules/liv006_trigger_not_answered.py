"""A trigger fired and no changelog entry answers it in time.

A trigger is a promise that a decision is made and recorded when it fires. An entry answers it by naming it in
`triggered_by`. A late entry counts once its `lessons` say why it was late. If `respond_within` is missing, the answer
is due at the next regular review; without a cadence, the next time that the report is dated, reviewed or changed.

Bad:
```yaml
system_maintenance:
  update_triggers:
    - id: complaints
      kind: stakeholder
      owner: traffic office
      respond_within: P2W
      state: fired
      fired: [{date: 2026-01-10, evidence: 41 letters in a week}]
```

Good:
```yaml
system_maintenance:
  update_triggers:
    - id: complaints
      kind: stakeholder
      owner: traffic office
      respond_within: P2W
      state: fired
      fired: [{date: 2026-01-10, evidence: 41 letters in a week}]
  changelog:
    - {id: review, version: "1.0", date: 2026-01-20, kind: review_no_change, summary: The letters were about roadworks., triggered_by: [complaints]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.promises import entries_by_trigger, responses

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.report.model.promises import Response

RULE = Rule("LIV006", "trigger-not-answered", "error")
_TRIGGERS = ("system_maintenance", "update_triggers", "items")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each firing without an answer in time, and for a trigger that fired nobody knows when."""
    entries = None
    for index, trigger in enumerate(context.report.system_maintenance.update_triggers.items):
        if not trigger.fired and trigger.state != "fired":
            continue
        entries = entries_by_trigger(context.report) if entries is None else entries
        named = entries.get(trigger.id, [])
        for nth, response in enumerate(responses(context.report, trigger, named, context.today)):
            if response.state in ("late", "missed"):
                yield _problem(trigger.id, response, (*_TRIGGERS, index), nth)


def _problem(trigger: str, response: Response, path: Path, nth: int) -> Problem:
    if response.firing is None:
        return Problem(
            f"the trigger {trigger} is marked as fired, without a date, and no changelog entry names it",
            "Add `fired:` with the date and what showed it, and a changelog entry that names it in `triggered_by`",
            (*path, "state"),
        )
    fired = f"the trigger {trigger} fired on {response.firing.date}"
    if response.entry is not None:
        return Problem(
            f"{fired} and was answered on {response.entry.date}, after {response.due}",
            f"Say in the `lessons` of the entry {response.entry.id} why the answer was late",
            (*path, "fired", nth, "date"),
        )
    when = f"; an answer was due by {response.due}" if response.due else ""
    return Problem(
        f"{fired} and no changelog entry answers it{when}",
        f"Add a changelog entry that says what was decided, with `triggered_by: [{trigger}]`",
        (*path, "fired", nth, "date"),
    )
