"""How many fields are answered, and how many are withheld, unknown or empty.

A report that withholds half of its fields is not the same as a full one, and no single finding shows it. Before it is
published, authors and readers should see the shares. There is nothing to mend here.

Bad:
```yaml
implementation:
  data_flow: {disclosure: unknown, reason: Neither the paper nor the code says.}
```

Good:
```yaml
implementation:
  data_flow: Loans are kept for a year and retrain the model each night.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("HON004", "states-counted", "info", level="publishable")
_WORDS = {
    "partial": "answered in part",
    "withheld": "withheld",
    "unknown": "unknown",
    "not_measured": "not measured",
    "not_applicable": "not applicable",
    "blank": "empty",
}


def check(context: Context) -> Iterator[Problem]:
    """Give one line of counts if any field has a state other than answered."""
    states: list[str] = [answer.disclosure for _, answer in context.framed if answer.disclosure != "answered"]
    if not states:
        return
    states += ["blank"] * len(context.blank)  # what is blank claims to be answered
    others = ", ".join([f"{states.count(state)} {words}" for state, words in _WORDS.items() if state in states])
    total = len(context.answers)
    yield Problem(
        f"{total - len(states)} of {total} fields are answered in full; {others}",
        "Check that each field that is withheld or unknown has to be",
        ("report",),
        on="key",
    )
