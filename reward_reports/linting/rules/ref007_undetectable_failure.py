"""A failure mode has no metric that would detect it.

Nobody will notice the failure until somebody is harmed and complains. If no metric can detect it, say so: that also
tells an auditor where to look. Resolved failures are skipped.

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: speed, name: Mean speed}
  known_failure_modes:
    - {id: throttling, name: Diesel vehicles are slowed down, status: observed}
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: diesel-speed, name: Mean speed of diesel vehicles}
  known_failure_modes:
    - {id: throttling, name: Diesel vehicles are slowed down, status: observed, detected_by: [diesel-speed]}
    - {id: noise, name: Noise in side streets, description: No metric shows it; residents report it.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.model.optimization_intent import FailureMode

RULE = Rule("REF007", "undetectable-failure", "warning")
_SAID = lazy(
    r"\bno(?:ne)?\b[^.;]{0,40}\bmetrics?\b|\bmetrics?\b[^.;]{0,40}\b(?:not|cannot|no|none)\b"
    r"|\b(?:not|cannot|never|nobody|un)[\s-]{0,1}(?:be |been |is )?(?:measur|detect|track|monitor|count|notice)"
    r"|\b(?:hard|difficult|impossible) to (?:measure|detect|see|notice|count)",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give every open failure mode without `detected_by`, if the report has metrics at all."""
    if not context.metrics or context.report.optimization_intent.known_failure_modes.stated:
        return
    for path, mode in context.failure_modes:
        if not mode.detected_by and mode.status != "resolved" and not _says_so(mode):
            yield Problem(
                f"the failure mode `{mode.id}` names no metric that would show it",
                "Add `detected_by:` with the id of a metric, or say in the description that no metric shows it",
                path,
            )


def _says_so(mode: FailureMode) -> bool:
    return any(text is not None and _SAID.search(text) for text in (mode.description, mode.mitigation))
