"""A reward model is said to agree with people more often than these people agree with each other.

On the same data, people's own agreement is about the most that a model can reach. A higher figure suggests test data in the
training, or a test on easy pairs; practitioners who rely on it would be misled.

Bad:
```yaml
rlhf:
  preference_data:
    - id: rankings
      agreement: [{id: pairs, statistic: share of pairs agreed on, value: 0.73}]
  reward_models:
    - id: preference-model
      accuracy: [{id: unseen, value: 0.86, on: rankings, held_out: true}]
```

Good:
```yaml
rlhf:
  preference_data:
    - id: rankings
      agreement: [{id: pairs, statistic: share of pairs agreed on, value: 0.73}]
  reward_models:
    - id: preference-model
      accuracy: [{id: unseen, value: 0.69, on: rankings, held_out: true}]
```

Good: explained
```yaml
rlhf:
  preference_data:
    - id: rankings
      agreement: [{id: pairs, statistic: share of pairs agreed on, value: 0.73}]
  reward_models:
    - id: preference-model
      accuracy:
        text: It is tested on the majority of five labels, which single annotators agree with less often.
        items: [{id: unseen, value: 0.86, on: rankings, held_out: true}]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

if TYPE_CHECKING:
    from reward_reports.report.model.rlhf import RLHF

RULE = Rule("RLF004", "accuracy-above-agreement", "warning", needs_rlhf=True)

_SHARE = lazy(r"share|percent|proportion|fraction|\brate\b|agree|accuracy|%", re.IGNORECASE)
_NO_SHARE = lazy(
    r"kappa|alpha|κ|α|\bac[12]\b|gwet|cohen|fleiss|krippendorff|scott|kendall|spearman|pearson|correlation|\bicc\b|\bpi\b|\btau\b",
    re.IGNORECASE,
)
_EXPLAINED = lazy(r"agree|majority|consensus|ceiling", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each accuracy on unseen data that lies above every agreement on that data."""
    rlhf = context.rlhf
    if not rlhf.reward_models.items:
        return
    reached = _agreements(rlhf)
    for path, model in context.items("rlhf", "reward_models", rlhf.reward_models.items):
        if _EXPLAINED.search(model.accuracy.text or ""):
            continue
        for index, accuracy in enumerate(model.accuracy.items):
            ceiling = reached.get(accuracy.on or "", 1.0)
            # A part of the data by strength of preference may be easier than the whole.
            if accuracy.value > ceiling and accuracy.held_out is not False and not accuracy.strength:
                yield Problem(
                    f"the accuracy {accuracy.value:g} of {model.id} on {accuracy.on} is above the annotators' own "
                    f"agreement of {ceiling:g} there",
                    "Look for test data in the training and for a choice of easy pairs; "
                    "if it is right, say in `accuracy: {text: …}` how it can exceed the agreement",
                    (*path, "accuracy", "items", index, "value"),
                )


@lru_cache
def _is_share(statistic: str) -> bool:
    return _SHARE.search(statistic) is not None and _NO_SHARE.search(statistic) is None


def _agreements(rlhf: RLHF) -> dict[str, float]:
    """Return the highest share of agreement on each collection of preference data."""
    highest: dict[str, float] = {}
    for data in rlhf.preference_data.items:
        for agreement in data.agreement.items:
            share = agreement.value / 100 if agreement.value > 1 else agreement.value
            if 0 < share <= 1 and _is_share(agreement.statistic):
                on = agreement.on or data.id
                highest[on] = max(share, highest.get(on, 0.0))
    return highest
