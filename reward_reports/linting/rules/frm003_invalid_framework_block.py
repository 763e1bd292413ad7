"""A block of answers to a framework names an item that the framework does not have, or holds something that is not an answer.

A block such as `x-eu-gpai` answers items for which the format has no field. An entry under a wrong name is an answer that no
form will show.

Bad:
```yaml
x-eu-gpai:
  "1.33": sha256:9f86d081884c7d65
```

Bad:
```yaml
x-eu-gpai:
  Energy: {amount: 120}
```

Good:
```yaml
x-eu-gpai:
  "1.3": sha256:9f86d081884c7d65
  Energy: 120 MWh
```
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.frameworks import FRAMEWORKS, Framework
from reward_reports.report.frameworks.answered import text_of

RULE = Rule("FRM003", "invalid-framework-block", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each entry of a block that no export can use."""
    for key, block in context.report.extensions.items():
        framework = FRAMEWORKS.get(key.removeprefix("x-"))
        if framework is None:
            continue
        if not isinstance(block, dict):
            yield Problem(f"{key} is not a mapping", "Write the items as keys, each with its answer", (key,))
            continue
        for number, value in block.items():
            yield from _problems(framework, number, value)


def _problems(framework: Framework, number: str, value: object) -> Iterator[Problem]:
    numbers = [item.number for item in framework.items]
    if number not in numbers:
        close = get_close_matches(number, numbers, 1)
        meant = f"Did you mean {close[0]!r}? " if close else ""
        advice = f"{meant}`reward-reports export --format {framework.name}` lists the items"
        yield Problem(f"{framework.name} has no item {number!r}", advice, (framework.block, number), on="key")
    elif not text_of(value):
        yield Problem(
            f"the answer to item {number} of {framework.name} is not a text or a number",
            "Write the answer as text, or remove the entry",
            (framework.block, number),
        )
