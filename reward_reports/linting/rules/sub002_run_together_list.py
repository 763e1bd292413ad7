"""A list was pasted without its line breaks, and its entries run together.

"Goal completion rateMissed utterances" is hard to read for people and unreadable for screen readers, and nobody can tell how many
things are listed. Names that are written as one word, such as YouTube, are distinguished from entries by the words around them.

Bad:
```yaml
evaluation:
  evaluation_validity: Total interactionsAverage chat durationGoal completion rateMissed utterancesHuman takeover rate
```

Bad:
```yaml
optimization_intent:
  performance_metrics: Seats FilledNumber of TripsLate Arrivals
```

Good:
```yaml
evaluation:
  evaluation_validity: Total interactions, average chat duration, goal completion rate, missed utterances, takeovers by people
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.markdown import without_code
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.run_together import find_names, find_run_together, may_run_together
from reward_reports.linting.rule import Rule

RULE = Rule("SUB002", "run-together-list", "warning", preview=True)
_TITLES = frozenset({"references", "report"})
"""Sections that hold titles and names."""


def check(context: Context) -> Iterator[Problem]:
    """Give every text in which entries of a list run together."""
    texts = [
        (path, without_code(text))
        for path, text in context.strings
        if may_run_together(text) and path[0] not in _TITLES and not str(path[0]).startswith("x-")
    ]
    names = cache(lambda: find_names(text for _, text in texts))
    for path, text in texts:
        within = find_run_together(text, names)
        if within is not None:
            yield Problem(
                f"list entries run together, as in `{text[slice(*within)]}`",
                "Put each entry on a line of its own that begins with `- `",
                long_form(path),
                within=within,
            )
