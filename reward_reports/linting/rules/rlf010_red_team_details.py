"""A red team is reported without its size, its scope or its measure of success.

"It was red-teamed" may mean two people for a day. Auditors and users in sensitive fields need to know how hard, where and
by which measure the system was attacked.

Bad:
```yaml
rlhf:
  red_teaming:
    - {id: autumn, who: Outside experts, result: No serious issue remained.}
```

Good:
```yaml
rlhf:
  red_teaming:
    - id: autumn
      who: Outside experts in chemistry and fraud
      headcount: 28
      scope: Text answers in English; tool use was not attacked.
      success_metric: Share of attempts that two of three raters call harmful
```

Good: it is known that it is not known
```yaml
rlhf:
  red_teaming:
    - id: autumn
      who: Outside experts
      headcount: {disclosure: unknown, reason: The paper does not give it.}
      scope: Text answers in English.
      success_metric: {disclosure: unknown, reason: The paper names a rate and not how it was counted.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.wording import listed
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

if TYPE_CHECKING:
    from reward_reports.report.model.rlhf_items import RedTeam

RULE = Rule("RLF010", "red-team-details", "warning", needs_rlhf=True)

_ASKED = {
    "headcount": "how many people attacked",
    "scope": "what was in scope",
    "success_metric": "how success was counted",
}
_NO_PEOPLE = lazy(r"automat|\bmodels?\b|\bscripts?\b|\bprograms?\b|\bfuzz", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each round that leaves one of the three open."""
    for path, team in each(context.items("rlhf", "red_teaming", context.rlhf.red_teaming.items)):
        missing = {name: words for name, words in _ASKED.items() if _lacks(team, name)}
        if missing:
            keys = ", ".join(f"`{name}:`" for name in missing)
            yield Problem(
                f"the red team {team.id} does not say {listed(list(missing.values()), 'or')}",
                f"Add {keys}; where it is not known, `{{disclosure: unknown, reason: …}}`",
                path,
            )


def _lacks(team: RedTeam, name: str) -> bool:
    if not getattr(team, name).blank:
        return False
    return not (name == "headcount" and _NO_PEOPLE.search(team.who or ""))
