"""An item of a framework that the report is held to is not answered.

A team that has to file a form wants to know before the day of filing which of its items are still empty. `lint --for eu-gpai`, or
`frameworks = ["eu-gpai"]` in the settings, checks the report against the items of a framework. What is stated as unknown,
withheld or not applicable is an answer. With these settings:

```toml
frameworks = ["dsa-recommender"]
```

Bad:
```yaml
profiles: [recommender]
recommender:
  signals: [{id: like, act: A like, weight: 0.5}]
```

Good:
```yaml
profiles: [recommender]
optimization_intent:
  goal_of_reinforcement: To show posts that people like.
institutional_interface:
  explainability_and_transparency: Every post has a menu that says why it is shown.
recommender:
  surfaces: [{id: feed, name: Start page}]
  signals: [{id: like, act: A like, weight: 0.5, reason: People say so themselves.}]
  adjustments: {disclosure: not_applicable, reason: There are none.}
  user_options: [{id: mute, what: Mute a word, how: In the settings}]
  non_profiling_option: {offered: true, how: The tab Newest}
  weights_published: {disclosure: withheld, reason: They change every day.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.guides import guides

RULE = Rule("FRM001", "framework-item-not-answered", "error", level="minimal", needs_whole=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each item that the report does not answer though the format has a place for it."""
    for framework, one in context.framework_items:
        if one.state != "open":
            continue
        places = one.missing
        names = ", ".join(f"`{'.'.join(place)}`" for place in places)
        title = guides()[places[0][:2]].title if places[0][0] != "report" else "The head of the report"
        yield Problem(
            f"{framework.name}, item {one.item.number}, is not answered: {one.item.what}",
            f"{title} is the place for it: fill in {names}, or state why you do not",
            places[0][:2],
            on="key",
        )
