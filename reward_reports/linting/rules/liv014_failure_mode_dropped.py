"""A failure mode that existed at the base is missing from the report.

A failure remains possible when it is no longer documented. People who were harmed look for it, and the next team may
run into it again. Set its `status` instead: mitigated, accepted or resolved. If two failure modes were merged, a new
changelog entry names the one that was removed.

Base:
```yaml
optimization_intent:
  known_failure_modes:
    - {id: loop, name: Bestsellers recommend themselves, status: observed}
```

Bad:
```yaml
optimization_intent:
  known_failure_modes: []
```

Good:
```yaml
optimization_intent:
  known_failure_modes:
    - {id: loop, name: Bestsellers recommend themselves, status: mitigated, mitigation: One slot in three explores.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.since import mentions, speaking_entries
from reward_reports.linting.rule import Rule

RULE = Rule("LIV014", "failure-mode-dropped", "warning", needs_base=True)
_MODES = ("optimization_intent", "known_failure_modes")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each failure mode that is gone and that no new entry names."""
    before = context.base_report.optimization_intent.known_failure_modes.items
    for change in context.changes:
        if change.kind != "removed" or change.path[:-1] != (*_MODES, "items"):
            continue
        mode = before[int(change.path[-1])]
        if not mentions(speaking_entries(context), mode.id, mode.name):
            yield Problem(
                f"the failure mode `{mode.id}` existed at the base and is missing",
                "Put it back and set its `status`; if it became part of another, say so in a changelog entry with its id",
                _MODES,
                on="key",
            )
