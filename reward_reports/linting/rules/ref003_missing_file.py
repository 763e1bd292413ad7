"""The file of a figure, a log or a bibliography is missing.

The page has a gap where the evidence should be. A path that starts from the root of a machine, or leads out of the report's
folder, works for its author alone. A log may be anywhere in the report's git checkout, or below the folder of the settings:
`../runs/grpo/trainer_state.json`. A bibliography is read, for its keys, up to 1 MiB.

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

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.files import fault_of, fault_of_log, fault_of_text
from reward_reports.linting.extract.prose import shortened
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("REF003", "missing-file", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every path that leads to no file of the report."""
    report = context.report
    for index, figure in each(enumerate(report.figures)):
        yield from _fault("figure", figure.path, fault_of(context, figure.path), ("figures", index, "path"))
    for path, metric in each(context.metrics):
        if metric.observations_from is not None:
            log = metric.observations_from.path
            yield from _fault("log", log, fault_of_log(context, log), (*path, "observations_from", "path"))
    if report.bibliography is not None:
        fault = fault_of_text(context, report.bibliography)
        yield from _fault("bibliography", report.bibliography, fault, ("bibliography",))


def _fault(what: str, file: str, fault: tuple[str, str] | None, path: Path) -> Iterator[Problem]:
    if fault is not None:
        yield Problem(f"the {what}'s path, {shortened(file)!r}, {fault[0]}", fault[1], path)
