"""The report is past its first version, and its changelog is empty.

Without a changelog, readers cannot see what changed, why, and whether the change did what was expected.

Bad:
```yaml
report: {id: example, title: An example, version: "1.1", kind: first_party}
```

Good:
```yaml
report: {id: example, title: An example, version: "1.1", kind: first_party}
system_maintenance:
  changelog:
    - id: second-lane
      version: "1.1"
      date: 2026-03-02
      kind: reward_change
      summary: Buses count three times as much as cars.
      motivation: They were late more often after the system began.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.versions import after_the_first
from reward_reports.linting.rule import Rule

RULE = Rule("CMP014", "changelog-empty", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if a later version has a blank changelog."""
    report = context.report
    changelog = report.system_maintenance.changelog
    if changelog.items or not changelog.blank or not after_the_first(report.report.version):
        return
    yield Problem(
        f"the report is at version {report.report.version}, and its changelog is empty",
        "Add an entry for each version: what changed, when, why, and what is expected of it",
        ("system_maintenance", "changelog"),
        on="key",
    )
