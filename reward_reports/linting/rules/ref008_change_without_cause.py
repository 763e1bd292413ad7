"""A changelog entry says what changed but not why.

The cause is what sets a Reward Report apart from release notes: whether a change answers a trigger, a complaint or an expectation
that did not come true. First entries, corrections, observations, incidents and reviews without a change carry their own
cause, and so does training that the data flow has planned.

Bad:
```yaml
system_maintenance:
  changelog:
    - {id: first, version: "3.0", date: 2003-02, kind: release, summary: Version 3 of the site.}
    - {id: forums, version: "3.1", date: 2005-06, kind: release, summary: The site now has discussion forums.}
```

Good:
```yaml
system_maintenance:
  changelog:
    - {id: first, version: "3.0", date: 2003-02, kind: release, summary: Version 3 of the site.}
    - id: forums
      version: "3.1"
      date: 2005-06
      kind: release
      summary: The site now has discussion forums.
      motivation: Members asked for a place to talk about films.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.version_order import same_version
from reward_reports.linting.rule import Rule
from reward_reports.report.model.system_maintenance import Entry

RULE = Rule("REF008", "change-without-cause", "warning")
_CARRIES_ITS_CAUSE = frozenset({"incident", "observation", "review_no_change", "correction"})
_CAUSE = lazy(
    r"\b(?:because|due to|owing to|in response|in order to|so that|since|after|following|prompted|motivated|requested"
    r"|asked|at the request|complain\w*|required by|on the advice|to (?:avoid|reduce|prevent|fix|improve|allow|keep))\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give every change without a trigger, a motivation or a word on its cause."""
    entries = context.entries
    if len(entries) < 2 or context.report.system_maintenance.changelog.stated:
        return
    bare = [(path, entry) for path, entry in entries if not entry.triggered_by and not entry.motivation]
    if not bare:
        return
    first = min((entry for _, entry in entries), key=lambda entry: entry.date.start)
    for path, entry in bare:
        if entry.kind in _CARRIES_ITS_CAUSE or same_version(entry.version, first.version):
            continue
        if not _CAUSE.search(entry.summary) and not _is_planned(context, entry):
            yield Problem(
                f"the entry `{entry.id}` does not say what caused the change",
                "Add `triggered_by:` with the id of a trigger, or `motivation:`",
                path,
            )


def _is_planned(context: Context, entry: Entry) -> bool:
    retraining = context.report.implementation.data_flow.retraining
    return entry.kind == "retrain" and retraining is not None and bool(retraining.every or retraining.on_event)
