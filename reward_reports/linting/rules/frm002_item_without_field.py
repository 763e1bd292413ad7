"""An item of a framework asks for something for which the format has no field, and the report does not answer it elsewhere.

Forms ask for more than a Reward Report holds: an energy figure, a hash, the day on which a model was placed on a market. A block of
the report named `x-` and the framework holds such answers, so that `export` writes them into the form. With these settings:

```toml
frameworks = ["frontier-transparency"]
```

Bad:
```yaml
x-frontier-transparency:
  "SB 53 (c)(2)(D)": Weights are stored encrypted.
```

Good:
```yaml
x-frontier-transparency:
  "SB 53 (c)(1)(A)": https://example.org
  "SB 53 (c)(2)(D)": Weights are stored encrypted.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("FRM002", "framework-item-without-field", "warning", level="minimal", needs_whole=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each item without a field that the block of the framework does not answer."""
    for framework, one in context.framework_items:
        if one.state == "no_field":
            yield Problem(
                f"{framework.name}, item {one.item.number}, is not answered: {one.item.what}",
                f'The format has no field for it; add `"{one.item.number}": …` to the block `{framework.block}`',
                (framework.block,),
                on="key",
            )
