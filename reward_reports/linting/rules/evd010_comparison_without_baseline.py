"""A result is called better or lower, and the report does not say than what.

"6.8 times lower" can be true against nearly any baseline. A reader needs the baseline and its value to judge whether the
comparison is fair: other roads, other years, other drivers.

Bad:
```yaml
evaluation:
  offline_evaluations: The rate of injuries was 85% lower.
```

Bad:
```yaml
evaluation:
  offline_evaluations:
    - {id: launch, kind: ab_test, metric: liked, value: 0.04, n: 12000, date: 2025-04}
```

Good:
```yaml
evaluation:
  offline_evaluations: The rate of injuries was 85% lower than that of human drivers in the same cities and years.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.sentences import sentence_at
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("EVD010", "comparison-without-baseline", "warning", level="publishable", preview=True)
_COMPARED = lazy(
    r"(?<![\w.,])\d[\d.,]*\s?(?:%|percent|per cent|times|x|-?fold)\s+(?:\w+\s+)?"
    r"(?:lower|higher|better|worse|fewer|less|faster|slower|safer|greater|smaller|reduction|improvement|increase|decrease)\b",
    re.IGNORECASE,
)
_MOST = 50  # comparisons of one text
_BASELINE = lazy(
    r"\b(?:than|compared|comparison|versus|vs|relative|over|against|baseline|benchmark|from|since|between|before|earlier|previous)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for the first such comparison of each answer on evaluation, and each A/B test without a baseline."""
    for path, text, _ in context.texts:
        if path[0] == "evaluation":
            yield from _in_text(text, (*path, "text"))
    register = context.report.evaluation.offline_evaluations
    for index, result in each(enumerate(register.items)):
        if result.kind == "ab_test" and not (result.baseline or "").strip() and not register.stated:
            yield Problem(
                f"the A/B test {result.id} does not say what the other side was",
                "Add `baseline:` with the other version and its value",
                ("evaluation", "offline_evaluations", "items", index),
            )


def _in_text(text: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    for match in islice(_COMPARED.finditer(text), _MOST):
        if not _BASELINE.search(sentence_at(text, match.start())):
            yield Problem(
                f'"{" ".join(match[0].split())}" does not say than what',
                "Name the baseline in the same sentence, with its value, period and source",
                path,
                within=match.span(),
            )
            return
