"""What backs an answer is older than the time it is said to hold for.

A measurement of one version says little about the next. An answer that holds as of this year, backed by nothing newer than a source from
before the system was in use, is a claim about a system that its source never saw.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: third_party}
system_details: {dates: {text: Since 2024., active_from: 2024-05}}
evaluation:
  evaluation_validity: {text: The tests hold for the system in use., as_of: 2026-01, sources: [study]}
references:
  - {id: study, title: A study, year: 2021, doi: 10.1000/182}
```

Good:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: third_party}
system_details: {dates: {text: Since 2024., active_from: 2024-05}}
evaluation:
  evaluation_validity: {text: The tests hold for the system in use., as_of: 2026-01, sources: [study]}
references:
  - {id: study, title: A study, year: 2025, doi: 10.1000/182}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("EVD014", "evidence-older-than-version", "warning", level="publishable", preview=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each dated answer about the running system whose sources are all older than its start."""
    start = context.report.system_details.dates.active_from
    if start is None:
        return
    years = {source.id: source.year for source in context.report.references}
    for path, answer in context.framed:
        known = [years.get(id_) for id_ in answer.sources]
        if path[0] != "evaluation" or answer.as_of is None or answer.as_of.end < start.start or not known:
            continue
        if all(year is not None and year < start.start.year for year in known):
            yield Problem(
                f"this holds as of {answer.as_of}, and its newest source is of {max(year for year in known if year)}, before the "
                f"system was in use ({start})",
                "Name a newer source, or say `as_of` which date the evidence holds",
                (*path, "as_of"),
            )
