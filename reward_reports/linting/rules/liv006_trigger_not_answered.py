"""A trigger went off and no changelog entry answers it in time.

A trigger is a promise to those who may demand a review: when it goes off, something is decided and written down. An entry
answers it by naming it in `triggered_by`. A late entry counts once its `lessons` say why it was late. Where
`respond_within` is missing, the next regular review must answer; where there is none either, the next time that the
report is dated, reviewed or changed.

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
from datetime import date
from typing import TYPE_CHECKING

from reward_reports.linting.context import Context
from reward_reports.linting.reading.upkeep import next_review
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

if TYPE_CHECKING:
    from reward_reports.model.system_maintenance import Entry, Firing, Trigger
    from reward_reports.problems import Path

RULE = Rule("LIV006", "trigger-not-answered", "error")
_TRIGGERS = ("system_maintenance", "update_triggers", "items")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each firing without an answer in time, and for a trigger that fired nobody knows when."""
    answers: dict[str, list[Entry]] | None = None
    for index, trigger in enumerate(context.report.system_maintenance.update_triggers.items):
        if not trigger.fired and trigger.state != "fired":
            continue
        answers = _answers(context) if answers is None else answers
        named = answers.get(trigger.id, [])
        for nth, firing in enumerate(trigger.fired):
            yield from _unanswered(context, trigger, firing, named, (*_TRIGGERS, index, "fired", nth, "date"))
        if not trigger.fired and not named:
            yield Problem(
                f"the trigger {trigger.id} is marked as fired, without a date, and no changelog entry names it",
                "Add `fired:` with the date and what showed it, and a changelog entry that names it in `triggered_by`",
                (*_TRIGGERS, index, "state"),
            )


def _answers(context: Context) -> dict[str, list[Entry]]:
    """Return the changelog entries by the triggers they name."""
    made: dict[str, list[Entry]] = {}
    for _, entry in context.entries:
        for name in entry.triggered_by:
            made.setdefault(name, []).append(entry)
    return made


def _unanswered(
    context: Context, trigger: Trigger, firing: Firing, named: list[Entry], path: Path
) -> Iterator[Problem]:
    answers = [entry for entry in named if entry.date.end >= firing.date.start]
    due = trigger.respond_within.after(firing.date.end) if trigger.respond_within else None
    if not answers:
        yield from _never_answered(context, trigger, firing, due, path)
        return
    first = min(answers, key=lambda entry: entry.date.start)
    if due is not None and first.date.start > due and not (first.lessons or "").strip():
        yield Problem(
            f"the trigger {trigger.id} went off on {firing.date} and was answered on {first.date}, after {due}",
            f"Say in the `lessons` of the entry {first.id} why the answer was late",
            path,
        )


def _never_answered(
    context: Context, trigger: Trigger, firing: Firing, due: date | None, path: Path
) -> Iterator[Problem]:
    by = due or next_review(context.report.system_maintenance.reporting_cadence, firing.date.end)
    missed = by < context.today if by else _touched_since(context, firing.date.end)
    if missed:
        when = f"; an answer was due by {by}" if by else ""
        yield Problem(
            f"the trigger {trigger.id} went off on {firing.date} and no changelog entry answers it{when}",
            f"Add a changelog entry that says what was decided, with `triggered_by: [{trigger.id}]`",
            path,
        )


def _touched_since(context: Context, day: date) -> bool:
    info = context.report.report
    dates = [info.last_reviewed, info.date, *(entry.date for _, entry in context.entries)]
    return any(known is not None and known.start > day for known in dates)
