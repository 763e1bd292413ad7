"""A failure mode has no status, or says nothing about what is done.

"It may recommend unsafe routes" leaves open whether that has happened, still happens or was mended, which is what the
people it happens to want to know. That nothing is done, and why, is an answer.

Bad:
```yaml
optimization_intent:
  known_failure_modes:
    - {id: rat-running, name: Traffic moves into side streets}
```

Good:
```yaml
optimization_intent:
  known_failure_modes:
    - id: rat-running
      name: Traffic moves into side streets
      status: accepted
      mitigation: None; the town council decided in May 2025 to watch it for a year first.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.wording import empty, listed
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("CMP009", "failure-mode-untreated", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each failure mode without status or mitigation, if the register claims to be complete."""
    for path, mode in each(context.failure_modes):
        if mode.status == "resolved" or (mode.status and mode.mitigation):
            continue
        missing = [] if mode.status else ["status"]
        if empty(mode.mitigation):
            missing.append("mitigation")
        if missing and not context.report.optimization_intent.known_failure_modes.stated:
            yield Problem(
                f"the failure mode {mode.id} has no {listed(missing, 'and no')}",
                "Say whether it was seen (`status:`) and what is done about it, or why nothing is (`mitigation:`)",
                path,
            )
