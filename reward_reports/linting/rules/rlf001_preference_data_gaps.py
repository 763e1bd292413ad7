"""Preference data does not state the number of annotators, their selection, their pay or their agreement.

A reward learned from people reflects those people. Auditors and the annotators need to see who they were, what they
were paid and how far they agreed. "We do not know" and "we will not say, because" are also answers.

Bad:
```yaml
rlhf:
  preference_data:
    - {id: rankings, task: Rank four answers, headcount: 40, selection: A screening test.}
```

Good:
```yaml
rlhf:
  preference_data:
    - id: rankings
      headcount: 40
      selection: A screening test.
      pay: {disclosure: unknown, reason: The vendor set it; the paper does not give it.}
      agreement: [{id: pairs, statistic: share of pairs agreed on, value: 0.73}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.feedback import annotated_data
from reward_reports.linting.extract.wording import listed
from reward_reports.linting.rule import Rule

RULE = Rule("RLF001", "preference-data-gaps", "error", needs_rlhf=True)

_ASKED = {
    "headcount": "how many people annotated",
    "selection": "how they were chosen",
    "pay": "what they were paid",
    "agreement": "how far they agreed",
}
_WITHOUT_AGREEMENT = frozenset({"demonstration", "edit"})


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for all gaps of an entry."""
    for path, data in annotated_data(context):
        missing = []
        for name, words in _ASKED.items():
            answer = getattr(data, name)
            if answer.blank and not (name == "agreement" and data.feedback_type in _WITHOUT_AGREEMENT):
                missing.append((name, words))
        if missing:
            keys = ", ".join(f"`{name}:`" for name, _ in missing)
            yield Problem(
                f"the preference data {data.id} do not say {listed([words for _, words in missing], 'or')}",
                f"Add {keys}; where it is not known or not given out, `{{disclosure: unknown, reason: …}}`",
                path,
            )
