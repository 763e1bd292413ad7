"""The changelog mentions added metrics, and no metric of the report seems to match.

One report said that it would watch diesel vehicles from then on, and its metrics never changed. Names are guessed
from the words around "metric", so the rule may be wrong if a metric is described in other words.

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
      summary: It was decided to add new metrics for the throughput of diesel-powered vehicles.
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: throughput, name: Throughput}
    - {id: diesel, name: Throughput of diesel-powered vehicles}
system_maintenance:
  changelog:
    - id: diesel
      version: "1.0"
      date: 2021-04-01
      kind: metric_change
      summary: It was decided to add new metrics for the throughput of diesel-powered vehicles.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.announced import has_metric, metrics_in_words, stems, went_again
from reward_reports.linting.extract.prose import shortened
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("CON012", "new-metric-not-found", "warning", preview=True)
_KINDS = frozenset({"metric_change", "release", "reward_change", None})
_SHARE = 0.5
"""Of the words that say what is measured, how many must stand in one metric."""


def check(context: Context) -> Iterator[Problem]:
    """Give what an entry says is measured from now on and no metric is about."""
    for path, entry in each(context.entries):
        if "etric" in entry.summary and entry.kind in _KINDS:
            for what, within in metrics_in_words(entry.summary):
                words = stems(what)
                if not has_metric(context, words, _SHARE) and not went_again(context, what, words):
                    yield Problem(
                        f'the entry mentions a new metric, "{shortened(what)}", and no metric seems to be about that',
                        "Add it to the performance or oversight metrics, or name the metric by its id in backticks",
                        (*path, "summary"),
                        within=within,
                    )
