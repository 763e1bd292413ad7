"""A standard is called met, without evidence, or without the value that had to be reached.

"The system lies within the desired thresholds" says nothing while neither the thresholds nor the measurement are given.
Regulators and auditors read this field first. A standard that names no metric needs no threshold, only evidence.

Bad:
```yaml
evaluation:
  performance_standards:
    - {id: headway, requirement: Keeps the desired following distance., metric: headway, status: met}
```

Good:
```yaml
evaluation:
  performance_standards:
    - id: headway
      requirement: Keeps a time headway of a second or more.
      metric: headway
      threshold: {op: ">=", value: 1.0}
      status: met
      evidence: 1.4 s on average over 8120 vehicles in May 2021
    - {id: notice, requirement: Drivers are told before they subscribe., status: met, evidence: The text of the notice is public.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model.evaluation import Standard

RULE = Rule("EVD008", "standard-met-without-evidence", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each standard that is met and lacks evidence or a threshold."""
    register = context.report.evaluation.performance_standards
    if register.stated:
        return
    for index, standard in each(enumerate(register.items)):
        if standard.status != "met":
            continue
        lacks = [*_evidence(standard), *_threshold(context, standard)]
        if lacks:
            yield Problem(
                f"the standard {standard.id} is called met without {' and without '.join(lacks)}",
                "Add `evidence:` with what shows it and `threshold:` with the value to reach, or set `status: not_assessed`",
                ("evaluation", "performance_standards", "items", index, "status"),
            )


def _evidence(standard: Standard) -> Iterator[str]:
    if not (standard.evidence or "").strip():
        yield "evidence"


def _threshold(context: Context, standard: Standard) -> Iterator[str]:
    if standard.metric is None or standard.threshold is not None:
        return
    if not any(metric.id == standard.metric and metric.thresholds for _, metric in context.metrics):
        yield "a threshold"
