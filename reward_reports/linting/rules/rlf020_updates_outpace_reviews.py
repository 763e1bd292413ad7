"""New weights are put to use more often than anybody reviews the report, and no gate stands between.

Cursor puts new weights to use about every five hours (26 March 2026). A report that is reviewed each month describes
some 150 versions that nobody looked at. What is not reviewed needs a gate that runs each time.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: first_party}
implementation: {data_flow: {retraining: {every: PT5H}}}
system_maintenance: {reporting_cadence: {every: P1M}}
rlhf: {}
```

Good:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: first_party}
implementation: {data_flow: {retraining: {every: PT5H, gate: "The evaluations must not fall, checked before each release"}}}
system_maintenance: {reporting_cadence: {every: P1M}}
rlhf: {}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.durations import every_in_words
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("RLF020", "updates-outpace-reviews", "warning", needs_rlhf=True, preview=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the system is trained again more often than it is reviewed, without a gate."""
    retraining, cadence = (
        context.report.implementation.data_flow.retraining,
        context.report.system_maintenance.reporting_cadence,
    )
    if (
        context.report.schema_version == "1.0"
        or retraining is None
        or retraining.every is None
        or cadence.every is None
    ):
        return
    gated = not is_empty_value("gate", retraining.gate or "")
    start = datetime(2001, 1, 1)  # noqa: DTZ001 any day, to compare two durations
    if not gated and cadence.every.before(start) < retraining.every.before(start):
        yield Problem(
            f"new weights come {every_in_words(retraining.every)}, the report is reviewed {every_in_words(cadence.every)}, and no gate is named",
            "Add `gate:` to `retraining`: what a new version must pass before it is used",
            ("implementation", "data_flow", "retraining", "every"),
        )
