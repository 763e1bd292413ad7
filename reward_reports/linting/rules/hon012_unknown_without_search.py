"""A report by outsiders says that something is unknown, but not where they looked.

"Unknown" in a report by outsiders means that they found nothing. Whether there is nothing depends on where they looked. A reader who
knows the place and the day can look again, and the owner can answer.

An answer inside a field needs it too, unless the field says it for all of them.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: third_party}
institutional_interface:
  recourse: {disclosure: unknown, reason: Nothing is published.}
```

Good:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: third_party}
institutional_interface:
  recourse:
    disclosure: unknown
    reason: Nothing is published.
    searched: [{where: The help centre and the terms of service, date: 2026-03-01, words: appeal}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.routes import is_outside

RULE = Rule("HON012", "unknown-without-search", "warning", level="publishable")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each answer that outsiders call unknown without saying where they searched; what a field says of that
    holds for the answers inside it."""
    if context.report.schema_version == "1.0" or not is_outside(context.report):
        return
    searched = {path for path, answer in context.framed if answer.searched}
    for path, answer in context.all_framed:
        if answer.disclosure == "unknown" and not answer.searched and path[:2] not in searched:
            yield Problem(
                "the report does not say where its authors looked for this",
                "Add `searched:`, a list of {where, date, words}",
                (*path, "disclosure"),
            )
