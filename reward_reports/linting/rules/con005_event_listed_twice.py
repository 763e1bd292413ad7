"""The changelog lists one event twice, under two versions or dates or under the same one.

An auditor who counts incidents, or looks for the system that caused one, gets two answers. Usually an entry was
copied and its text was not changed.

Bad:
```yaml
report: {id: flow, title: Flow, version: "0.4", kind: first_party}
system_maintenance:
  changelog:
    - {id: seen, version: "0.3", date: 2021-02-14, kind: incident, summary: Diesel vehicles were slowed down more than others near the exit.}
    - {id: again, version: "0.4", date: 2021-04-01, kind: incident, summary: Diesel vehicles were slowed down more than others near the exit.}
```

Good:
```yaml
report: {id: flow, title: Flow, version: "0.4", kind: first_party}
system_maintenance:
  changelog:
    - {id: seen, version: "0.3", date: 2021-02-14, kind: incident, summary: Diesel vehicles were slowed down more than others near the exit.}
    - {id: still, version: "0.4", date: 2021-04-01, kind: observation, summary: Diesel vehicles are still slowed down as before.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import repeated
from reward_reports.linting.extract.routine import RECURRING
from reward_reports.linting.rule import Rule

RULE = Rule("CON005", "event-listed-twice", "warning")
_LONG = 40  # characters from which two equal summaries are no accident


def check(context: Context) -> Iterator[Problem]:
    """Give every entry that describes what another one described."""
    if len(context.entries) < 2:
        return
    summaries = [((path, entry), entry.summary) for path, entry in context.entries if len(entry.summary) >= _LONG]
    for (path, entry), (_, before) in repeated(summaries):
        copied = (entry.version, entry.date) == (before.version, before.date)
        if copied and entry.kind == before.kind:
            message = f"the entry repeats the entry `{before.id}` of the same version and date"
            yield Problem(message, "Remove one of the two, or say how this one differs", (*path, "summary"))
        elif not copied and entry.kind not in RECURRING and before.kind not in RECURRING:
            yield Problem(
                f"the entry describes the same event as the one of version {before.version}, {before.date}",
                "Keep it under the version and date at which it happened, and say here what changed since",
                (*path, "summary"),
            )
