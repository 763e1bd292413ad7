"""A reward model comes without its accuracy on data it was not trained on.

The policy is optimised against this model, so how often it agrees with people on new data bounds what the whole system
can learn. Without that number, an auditor cannot tell a judge from a coin.

Bad:
```yaml
rlhf:
  reward_models:
    - id: preference-model
      accuracy: [{id: training, value: 0.83, on: rankings, held_out: false}]
```

Good:
```yaml
rlhf:
  reward_models:
    - id: preference-model
      accuracy: [{id: unseen, value: 0.69, on: rankings, held_out: true}]
```

Good: it is known that it is not known
```yaml
rlhf:
  reward_models:
    - id: preference-model
      accuracy: {disclosure: not_measured, reason: All comparisons were used for training.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("RLF003", "no-held-out-accuracy", "error", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each reward model with no accuracy, or with none on unseen data."""
    for path, model in each(context.items("rlhf", "reward_models", context.rlhf.reward_models.items)):
        accuracy = model.accuracy
        # Words alone may tell of a test on unseen data; so does an entry that does not say on which data it rests.
        if accuracy.stated or accuracy.text or any(entry.held_out is not False for entry in accuracy.items):
            continue
        lacks = "has an accuracy on its training data only" if accuracy.items else "has no accuracy"
        yield Problem(
            f"the reward model {model.id} {lacks}",
            "Add its accuracy on unseen data with `held_out: true`, or "
            "`accuracy: {disclosure: not_measured, reason: …}`",
            (*path, "accuracy"),
        )
