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

from collections import Counter
from collections.abc import Iterator

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem

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
    stated = [answer.disclosure for _, answer in context.answers]
    total = len(stated)
    if stated.count("answered") == total:
        return
    states = Counter[str](stated)
    states["blank"] = len(context.blank)
    states["answered"] -= states["blank"]  # what is blank claims to be answered
    others = ", ".join(f"{states[state]} {words}" for state, words in _WORDS.items() if states[state])
    yield Problem(
        f"{states['answered']} of {total} fields are answered in full; {others}",
        "Check that each field that is withheld or unknown has to be",
        ("report",),
        on="key",
    )
