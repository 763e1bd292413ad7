"""The reward changed, without an expectation and without a new evaluation.

A small addition to the reward can change a system, as a model that learned to flatter from thumbs-up showed: every
single check looked fine, and nobody had said what to expect. An expectation in the new entry, or an evaluation or
observation since the base, is enough.

Base:
```yaml
implementation:
  reward_details: {items: [{id: clicks, weight: 1.0}]}
```

Bad:
```yaml
implementation:
  reward_details: {items: [{id: clicks, weight: 0.5}, {id: thumbs-up, weight: 0.5}]}
system_maintenance:
  changelog:
    - {id: later, version: "1.1", date: 2026-02-01, summary: Thumbs-up count too., motivation: Clicks alone were noisy.}
```

Good:
```yaml
implementation:
  reward_details: {items: [{id: clicks, weight: 0.5}, {id: thumbs-up, weight: 0.5}]}
system_maintenance:
  changelog:
    - id: later
      version: "1.1"
      date: 2026-02-01
      summary: Thumbs-up count too.
      expectations: [{id: no-flattery, metric: sycophancy, direction: flat, check_by: 2026-05-01}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.since import speaking_entries
from reward_reports.linting.rule import Rule

if TYPE_CHECKING:
    from reward_reports.changes.comparing.change import Change

RULE = Rule("LIV012", "reward-change-unexamined", "warning", needs_base=True, needs_whole=True)
_REWARD = frozenset({"implementation.reward_details", "rlhf.reward_models", "rlhf.deployment_signals"})
_EVALUATIONS = ("evaluation.", "rlhf.red_teaming", "rlhf.regression_checks")
_WORDS_ONLY = frozenset({"prose", "reordered", "disclosure", "held_back", "renamed"})


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for the first change of the reward, if nobody looked at what it does."""
    changed = next((change for change in context.changes if _of_reward(change)), None)
    if changed is None or any(entry.expectations for entry in speaking_entries(context)):
        return
    if any(_is_evidence(change) for change in context.changes):
        return
    yield Problem(
        f"the reward changed since the base ({changed.what}), no expectation is recorded, and nothing was evaluated again",
        "Add `expectations:` to the changelog entry: which metric should move or stay, and when you will look",
        changed.path if changed.new is not None else changed.path[:2],
    )


def _of_reward(change: Change) -> bool:
    return change.field in _REWARD and change.impact == "reward" and change.kind not in _WORDS_ONLY


def _is_evidence(change: Change) -> bool:
    is_new = change.new is not None and change.kind != "disclosure"
    return is_new and (change.field.startswith(_EVALUATIONS) or "observations" in change.path)
