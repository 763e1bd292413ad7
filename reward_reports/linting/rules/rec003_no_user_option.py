"""The report does not say what users can set.

Article 27 of the Digital Services Act asks providers to say which options people have to change the main parameters.
Having none is also an answer: write `disclosure: not_applicable`, or `unknown` where outsiders found none.

Bad:
```yaml
recommender:
  signals: [{id: like, act: A like, sign: positive}]
```

Good:
```yaml
recommender:
  signals: [{id: like, act: A like, sign: positive}]
  user_options: [{id: latest, what: Newest first, how: The tab Latest, effect: Until the page is closed}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("REC003", "no-user-option", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the options of users are not answered."""
    section = context.report.recommender
    if section is not None and section.user_options.unanswered and section.model_fields_set - {"user_options"}:
        yield Problem(
            "the report does not say what users can set",
            "Add `user_options:`, or a state with a reason if there are none",
            ("recommender", "user_options"),
            on="key",
        )
