"""The report does not say whether people can have a ranking without a profile of them.

Article 38 of the Digital Services Act requires it of very large platforms. People who do not want to be profiled need to know whether there is
one, where to find it and whether the choice lasts.

Bad:
```yaml
recommender:
  signals: [{id: like, act: A like, sign: positive}]
```

Good:
```yaml
recommender:
  signals: [{id: like, act: A like, sign: positive}]
  non_profiling_option: {offered: true, how: The tab Following, text: The choice lasts until the app is closed.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("REC004", "no-non-profiling-option", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the option without profiling is not answered."""
    section = context.report.recommender
    if (
        section is not None
        and section.non_profiling_option.unanswered
        and section.model_fields_set - {"non_profiling_option"}
    ):
        yield Problem(
            "the report does not say whether people can have a ranking without a profile of them",
            "Add `non_profiling_option: {offered: …, how: …}`",
            ("recommender", "non_profiling_option"),
            on="key",
        )
