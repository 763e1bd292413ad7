"""The model learns from outputs of a model, and the report does not say what decides which of them are kept.

Outputs that are used for training again carry what the reward has taught, and reinforce it. In the case of the goblins
(OpenAI, 29 April 2026) a taste for one personality spread to all through data that the rewarded model had written.

Bad:
```yaml
implementation:
  data_flow: [{id: sft, name: Fine-tuning data, generated_by: The model of last month}]
rlhf: {}
```

Good:
```yaml
implementation:
  data_flow: [{id: sft, name: Fine-tuning data, generated_by: The model of last month, filtered_by: Words counted against the base model}]
rlhf: {}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("RLF016", "outputs-recycled-unchecked", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each data set that a model wrote and nothing filters."""
    for index, data in enumerate(context.report.implementation.data_flow.items):
        if not is_empty_value("generated_by", data.generated_by or "") and is_empty_value(
            "filtered_by", data.filtered_by or ""
        ):
            yield Problem(
                f"{data.id} was written by a model, and the report does not say what decides which of it is kept",
                "Add `filtered_by:`: a check for habits that the reward has taught, or `nothing`",
                ("implementation", "data_flow", "items", index, "generated_by"),
            )
