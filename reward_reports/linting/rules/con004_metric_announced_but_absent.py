"""The changelog says that a metric was added, but the report has no such metric.

Readers who asked for the metric believe that it is watched, but cannot check it without a definition. Only ids in
backticks and names in quotes or asterisks are checked, and only if no entry mentions their removal.

Bad:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: throughput, name: Throughput}
system_maintenance:
  changelog:
    - id: diesel
      version: "1.0"
      date: 2021-04-01
      kind: metric_change
      summary: Drivers complained, so we added the oversight metric `diesel-throughput`.
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: throughput, name: Throughput}
    - {id: diesel-throughput, name: Throughput of diesel vehicles}
system_maintenance:
  changelog:
    - id: diesel
      version: "1.0"
      date: 2021-04-01
      kind: metric_change
      summary: Drivers complained, so we added the oversight metric `diesel-throughput`.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.announced import has_metric, named_metrics, stems, went_again
from reward_reports.linting.extract.prose import closest, normalised, shortened
from reward_reports.linting.rule import Rule

RULE = Rule("CON004", "metric-announced-but-absent", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every name that an entry announces as a new metric's and no metric has."""
    for path, entry in context.entries:
        if "etric" in entry.summary:
            for name, within in named_metrics(entry.summary):
                if not _known(context, name, is_id=entry.summary[within[0]] == "`"):
                    meant = closest(name, context.metric_ids)
                    hint = f"Write `{meant}`, or add" if meant else "Add"
                    yield Problem(
                        f"the entry adds the metric `{shortened(name)}`, which the report does not have",
                        f"{hint} the metric to the performance or oversight metrics, or say in the changelog that it was removed",
                        (*path, "summary"),
                        within=within,
                    )


def _known(context: Context, name: str, *, is_id: bool) -> bool:
    """Whether it is a metric, or anything else of the report, or went again; a name may be said in other words."""
    if any(name in ids for ids in context.ids.values()) or went_again(context, name):
        return True
    plain_name = normalised(name)
    if any(plain_name == normalised(metric.name) for _, metric in context.metrics):
        return True
    return not is_id and has_metric(context, stems(name), 1.0)
