"""A way to contest a decision lacks who may use it, how, or by when an answer comes.

A right that nobody knows how to use, or that is answered some day, is none. The person affected needs all three.

Bad:
```yaml
institutional_interface:
  recourse:
    - {id: appeal, contest_what: a waiting time}
```

Good:
```yaml
institutional_interface:
  recourse:
    - {id: appeal, who: any driver, how: "the form at https://traffic.org/appeal", contest_what: a waiting time, respond_within: P2W}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.wording import empty, listed
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

if TYPE_CHECKING:
    from reward_reports.report.model.institutional_interface import RecourseChannel

RULE = Rule("CMP013", "recourse-incomplete", "warning")
_TIME = lazy(r"\b(?:hour|day|week|month|year)s?\b|immediate|at once|on the spot", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each incomplete channel, if the register claims to be complete."""
    register = context.report.institutional_interface.recourse
    for index, channel in each(enumerate(register.items)):
        if channel.who and channel.how and channel.respond_within:
            continue
        if register.stated:
            return
        missing = _missing(channel, register.text or "")
        if missing:
            yield Problem(
                f"the recourse {channel.id} does not say {listed(missing, 'or')}",
                "Add `who:`, `how:` and `respond_within:` (such as P2W, two weeks)",
                ("institutional_interface", "recourse", "items", index),
            )


def _missing(channel: RecourseChannel, text: str) -> list[str]:
    missing = []
    if empty(channel.who):
        missing.append("who may use it")
    if empty(channel.how):
        missing.append("how to use it")
    if channel.respond_within is None and not _TIME.search(f"{channel.how} {text}"):
        missing.append("how soon an answer comes")
    return missing
