"""The system is deployed, and the report mentions no limitation and no observed failure.

If a system in use seems to have no shortcomings, probably nobody looked for them. Affected people read here whether
their experience is known. A failure mode that was observed, mitigated, accepted or resolved counts, and so does a
sentence on limitations.

Bad:
```yaml
system_details:
  dates: {active_from: 2025-09-01, lifecycle: deployed}
optimization_intent:
  known_failure_modes:
    - {id: loop, name: Bestsellers recommend themselves, status: hypothesised}
```

Good:
```yaml
system_details:
  dates: {active_from: 2025-09-01, lifecycle: deployed}
implementation:
  limitations: Loans that are read by somebody else in the household count as the reader's own.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("HON005", "no-limits-seen", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for a deployed system without any limitation or observed failure."""
    report = context.report
    limitations, failures = report.implementation.limitations, report.optimization_intent.known_failure_modes
    if report.system_details.dates.lifecycle not in ("deployed", "suspended") or limitations.text or failures.text:
        return
    if failures.stated or any(_was_seen(mode.status, mode.first_observed) for mode in failures.items):
        return
    yield Problem(
        "the system is deployed, and the report names neither a limitation nor a failure that was seen",
        "Write down at least one limitation, or a failure that users or staff have met",
        ("implementation", "limitations"),
        on="key",
    )


def _was_seen(status: str | None, first_observed: str | None) -> bool:
    return bool(first_observed) or status in ("observed", "mitigated", "accepted", "resolved")
