"""The changelog says that a metric was added, and the report has no such metric.

Whoever asked for the metric reads that it is watched. Without its definition among the metrics nobody can tell whether
it is. Only an id in backticks is followed, and only where no entry speaks of its removal.

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

import re
from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.reading.patterns import lazy
from reward_reports.linting.reading.prose import closest, normalised
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

RULE = Rule("CON004", "metric-announced-but-absent", "error", level="minimal")

_ID = r"`[A-Za-z0-9][A-Za-z0-9._:-]*`"
_IDS = rf"(?P<ids>{_ID}(?:(?:,\s*(?:and\s+)?|\s+and\s+){_ID})*)"
_ADD = r"(?:new|add(?:s|ed|ing)?|introduc(?:e|es|ed|ing))"
_WAS = r"(?:is|are|was|were|has\s+been|have\s+been)"
_FILLER = r"(?:(?:the|a|an|two|three|new|further|another|oversight|performance|reward|tuning|safety)\s+)*"
_ANNOUNCED = tuple(
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ADD}\s+{_FILLER}metrics?:?\s+{_IDS}",
        rf"\b{_ADD}\s+{_IDS}\s+(?:as|to|among)\s+(?:\w+\s+){{0,3}}metrics?\b",
        rf"{_IDS}\s+{_WAS}\s+(?:added|introduced)\s+(?:as|to|among)\s+(?:\w+\s+){{0,3}}metrics?\b",
    )
)
_DENIED = lazy(r"(?:\b(?:no|not|never|without)|n't)\b[^.;]{0,25}\Z", re.IGNORECASE)
_GONE = lazy(r"\b(?:remov|renam|drop|retir|replac|merg|split|delet|discontinu|withdr|abandon|revert)", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give every id in backticks that an entry announces as a new metric and the report lacks."""
    for path, entry in context.entries:
        if "`" in entry.summary and "etric" in entry.summary:
            for name, within in _announced(entry.summary):
                if not _known(context, name):
                    meant = closest(name, context.metric_ids)
                    hint = f"Write `{meant}`, or add" if meant else "Add"
                    yield Problem(
                        f"the entry adds the metric `{name}`, which the report does not have",
                        f"{hint} the metric to the performance or oversight metrics, or say in the changelog that it went",
                        (*path, "summary"),
                        within=within,
                    )


def _announced(summary: str) -> Iterator[tuple[str, tuple[int, int]]]:
    seen: set[int] = set()
    for pattern in _ANNOUNCED:
        for match in pattern.finditer(summary):
            if _DENIED.search(summary, 0, match.start()):
                continue
            for found in re.finditer(_ID, match["ids"]):
                start = match.start("ids") + found.start()
                if start not in seen:
                    seen.add(start)
                    yield found[0].strip("`"), (start, start + len(found[0]))


def _known(context: Context, name: str) -> bool:
    """Whether it is a metric, or anything else of the report, or went again."""
    if any(name in ids for ids in context.ids.values()):
        return True
    words = normalised(name)
    if any(words == normalised(metric.name) for _, metric in context.metrics):
        return True
    return any(name in entry.summary and _GONE.search(entry.summary) for _, entry in context.entries)
