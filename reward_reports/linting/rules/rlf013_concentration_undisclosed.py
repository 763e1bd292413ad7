"""The report does not say how the labels are distributed over the annotators.

If a few people gave most labels, the reward is their taste, however many others took part. In one well documented case
about 20 workers gave some 80 % of the labels (arXiv 2204.05862). Researchers and auditors need the share of the busiest.

Bad:
```yaml
rlhf:
  preference_data:
    - {id: rankings, headcount: 115, selection: Everybody who passed a test.}
```

Good:
```yaml
rlhf:
  preference_data:
    - {id: rankings, headcount: 115, concentration: The 20 busiest annotators gave 80 % of the labels.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.feedback import annotated_data
from reward_reports.linting.rule import Rule

RULE = Rule("RLF013", "concentration-undisclosed", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each collection that says nothing about concentration."""
    for path, data in annotated_data(context):
        if data.concentration.blank and data.headcount.value != 1:
            yield Problem(
                f"nothing is said about how the labels of {data.id} are spread over the annotators",
                "Add `concentration:`: the share of labels by the busiest, or `{disclosure: unknown, reason: …}`",
                (*path, "concentration"),
            )
