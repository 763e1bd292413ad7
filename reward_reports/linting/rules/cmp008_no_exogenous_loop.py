"""No feedback loop through the outside world is considered.

A system changes what people want, learn and show, and these changes come back as its inputs. Harm of this kind takes
longest to notice, and none of the published reports looked for it from the start. "None, because" is an answer.

Bad:
```yaml
implementation:
  environment_details:
    - {id: queue, kind: control, path: the signal sees the queue and sets the lights}
```

Good:
```yaml
implementation:
  environment_details:
    - {id: queue, kind: control, path: the signal sees the queue and sets the lights}
    - {id: detour, kind: exogenous, path: "shorter waits draw drivers from other roads, and the queue grows"}
```

Good: it was considered, and the text says so.
```yaml
implementation:
  environment_details:
    text: There is no exogenous feedback, because the game's rules never change.
    items:
      - {id: board, kind: control, path: the policy sees the board and moves}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("CMP008", "no-exogenous-loop", "warning")
_CONSIDERED = lazy(r"exogen|external|outside|drift|feedback|beyond", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if an answered environment lists no exogenous loop, and its text has no word of one."""
    environment = context.report.implementation.environment_details
    # A loop without a kind may be one.
    if any(loop.kind in ("exogenous", None) for loop in environment.items) or environment.stated or environment.blank:
        return
    if _CONSIDERED.search(environment.text or ""):
        return
    yield Problem(
        "no feedback loop through the outside world is considered",
        "Add a loop of kind exogenous, or write in the text why there is none",
        ("implementation", "environment_details"),
    )
