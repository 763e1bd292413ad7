"""A figure, a log or a bibliography is named whose file is not beside the report.

The page shows a hole where the evidence should be. A path that starts from the root of a machine, or leads out of the report's
folder, works for its author alone.

Bad: the path holds on one machine only.
```yaml
figures:
  - {id: shares, path: /home/me/shares.png, alt: The share falls from 0.16 to 0.07.}
```

Bad: the path leads out of the folder.
```yaml
figures:
  - {id: shares, path: ../pictures/shares.png, alt: The share falls from 0.16 to 0.07.}
```

Good:
```yaml
figures:
  - {id: shares, path: figures/shares.png, alt: The share falls from 0.16 to 0.07.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.reading.files import fault_of
from reward_reports.linting.reading.prose import shortened
from reward_reports.linting.rule import Rule
from reward_reports.problems import Path, Problem

RULE = Rule("REF003", "missing-file", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every path that leads to no file of the report."""
    report = context.report
    for index, figure in enumerate(report.figures):
        yield from _fault(context, "figure", figure.path, ("figures", index, "path"))
    for path, metric in context.metrics:
        if metric.observations_from is not None:
            yield from _fault(context, "log", metric.observations_from.path, (*path, "observations_from", "path"))
    if report.bibliography is not None:
        yield from _fault(context, "bibliography", report.bibliography, ("bibliography",))


def _fault(context: Context, what: str, file: str, path: Path) -> Iterator[Problem]:
    fault = fault_of(context, file)
    if fault is not None:
        yield Problem(f"the {what}'s path, {shortened(file)!r}, {fault[0]}", fault[1], path)
