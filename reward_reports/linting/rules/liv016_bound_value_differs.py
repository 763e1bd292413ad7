"""A value of the report differs from the file that it is bound to.

A weight in the report that is not the weight in the configuration misleads everybody who reads the report. `bindings`
name values that are kept in a file of the system too; the file is read on every run. With this file beside the report:

```yaml
# grpo.yaml
beta: 0.04
reward_weights: [1.0, 0.5]
```

`field` names the value in the report: section, field, ids of entries and key, with dots between them. `path` leads from
the report's folder to a file in its git checkout; links are not followed. It is YAML, JSON, TOML or Python, of at most
200,000 bytes; Python is parsed and never run, and its values are constants (`BETA`, `Config.beta`) or arguments
(`args.beta` of `args = GRPOConfig(beta=0.04)`). `key` names the value in it: `training.beta`, `reward_weights[1]`.
`--fix` copies the value into the report and drafts the changelog entry.

Bad:
```yaml
implementation:
  reward_details: [{id: length, weight: 1.0}]
bindings:
  - {field: implementation.reward_details.length.weight, path: grpo.yaml, key: "reward_weights[1]"}
```

Bad: nothing stands under the key.
```yaml
implementation:
  reward_details: [{id: length, weight: 0.5}]
bindings:
  - {field: implementation.reward_details.length.weight, path: grpo.yaml, key: length_weight}
```

Good:
```yaml
implementation:
  reward_details: [{id: length, weight: 0.5}]
bindings:
  - {field: implementation.reward_details.length.weight, path: grpo.yaml, key: "reward_weights[1]"}
```
"""

from __future__ import annotations

from collections.abc import Iterable

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("LIV016", "bound-value-differs", "error", level="minimal")


def check(context: Context) -> Iterable[Problem]:
    """Give a problem for each binding whose value differs or that leads nowhere."""
    if not context.report.bindings or not context.bound_values:
        return ()
    from reward_reports.linting.changelog_fix import problems_of

    return problems_of(context, context.bound_values)
