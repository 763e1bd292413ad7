"""The results of the evaluation are only in a picture.

A picture cannot be searched, compared between versions, or read by people who cannot see it. Give at least the main
results as numbers.

Bad:
```yaml
evaluation:
  offline_evaluations: The evaluation covers accuracy and diversity. Key quantities are displayed in Figure 2.
```

Good:
```yaml
evaluation:
  offline_evaluations:
    text: The evaluation covers accuracy and diversity. Figure 2 shows all models.
    items:
      - {id: rmse-item-item, kind: offline, metric: rmse, value: 0.84, n: 250000, date: 2015}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("EVD009", "result-only-in-picture", "warning")
_PICTURE = lazy(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)|\bfig(?:ures?|\.)\s*\d+"
    r"|\b(?:the|this|these|a|see|in|following|below)\s+(?:figure|image|picture|plot|chart|screenshot)s?\b",
    re.IGNORECASE,
)
_NUMBER = lazy(r"(?<![\w.])\d+(?:\.\d+(?![.\d])|,\d{3}|\s?(?:%|percent|per cent|points|times|of|out))|±")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the text refers to a picture and neither text, results nor captions hold numbers."""
    field = context.report.evaluation.offline_evaluations
    if field.items or field.stated or not field.text:
        return
    match = _PICTURE.search(field.text)
    if match is None or _NUMBER.search(field.text) or _has_number_beside_picture(context):
        return
    yield Problem(
        "the text refers to a picture, and no result is given as a number",
        "Add the main results as `items:` with metric, value, n and date",
        ("evaluation", "offline_evaluations", "text"),
        within=match.span(),
    )


def _has_number_beside_picture(context: Context) -> bool:
    return any(_NUMBER.search(f"{figure.alt or ''} {figure.caption or ''}") for figure in context.report.figures)
