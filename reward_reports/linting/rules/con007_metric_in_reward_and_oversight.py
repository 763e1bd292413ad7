"""A metric is both in the reward and an oversight metric.

An oversight metric is worth watching because nothing is optimised for it. Once it is in the reward it no longer shows when
the reward is being gamed, and readers who trust it are misled. If this is intended, say in `exclusion_rationale` that
the metric is also in the reward, and what is watched beyond that.

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: unsafe-share, name: Share of unsafe answers, role: reward}
  oversight_metrics:
    - {id: unsafe, name: Share of unsafe answers, role: oversight}
```

Bad:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: unsafe, name: Share of unsafe answers, role: oversight}
implementation:
  reward_details:
    - {id: safety-term, metric: unsafe}
```

Good:
```yaml
optimization_intent:
  performance_metrics:
    - {id: unsafe-share, name: Share of answers the classifier calls unsafe, role: reward}
  oversight_metrics:
    - {id: unsafe, name: Share of answers users report as unsafe, role: oversight}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.prose import normalised
from reward_reports.linting.rule import Rule
from reward_reports.report.model.optimization_intent import Metric

RULE = Rule("CON007", "metric-in-reward-and-oversight", "error")
_SAID = lazy(r"\b(?:also|both|same|too|already|as well)\b", re.IGNORECASE)
_ADVICE = "Keep it in one of them, or say in `exclusion_rationale` that it is also in the reward, and why it is watched"


def check(context: Context) -> Iterator[Problem]:
    """Give every oversight metric that is in the reward without saying so."""
    intent = context.report.optimization_intent
    watched = intent.oversight_metrics.items
    if not watched:
        return
    terms = {term.metric for term in context.report.implementation.reward_details.items}
    performance = intent.performance_metrics.items
    rewarded = [metric for metric in performance if metric.role == "reward" or metric.id in terms]
    defined = {metric.id for metric in performance}
    for index, metric in enumerate(watched):
        path = ("optimization_intent", "oversight_metrics", "items", index)
        if metric.id in terms and metric.id not in defined:
            if not _says_so(metric):
                yield Problem(
                    f"`{metric.id}` is an oversight metric and a term of the reward is made from it", _ADVICE, path
                )
        elif any(_same(metric, other) for other in rewarded) and not _says_so(metric):
            yield Problem(f"`{metric.id}` is watched as an oversight metric and is also in the reward", _ADVICE, path)


def _same(one: Metric, other: Metric) -> bool:
    if one.id == other.id:
        return True
    if one.slices != other.slices or one.name[:1].casefold() != other.name[:1].casefold():
        return False
    if normalised(one.name) != normalised(other.name):
        return False
    both = one.definition and other.definition
    return not both or normalised(one.definition or "") == normalised(other.definition or "")


def _says_so(metric: Metric) -> bool:
    return metric.exclusion_rationale is not None and _SAID.search(metric.exclusion_rationale) is not None
