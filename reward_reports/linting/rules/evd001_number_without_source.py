"""An answer gives a figure without a source.

Readers repeat numbers that they cannot check. Cite the source, name it in `sources`, or state in `basis` that the
authors measured it. Settings of the system need no source.

Bad:
```yaml
evaluation:
  evaluation_validity: The system was involved in 6.8 times fewer injuries than human drivers.
```

Good:
```yaml
evaluation:
  evaluation_validity: The system was involved in 6.8 times fewer injuries than human drivers [@injury-study].
references:
  - {id: injury-study, title: A study of injuries, year: 2023, doi: 10.1000/182}
```

Good:
```yaml
evaluation:
  evaluation_validity: {text: In our own trial 12.6% of readers gave up., basis: measured}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.sourced import FIGURE, is_sourced
from reward_reports.linting.rule import Rule

RULE = Rule("EVD001", "number-without-source", "warning", level="publishable", preview=True)
_SETTINGS = frozenset({"reward_details", "algorithmic_details", "engineering_tricks", "policy_optimization"})


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for the first figure of each answer without any source."""
    if context.report.report.kind == "hypothetical":
        return
    for path, text, answer in context.texts:
        if path[-1] in _SETTINGS or is_sourced(text, answer):
            continue
        match = FIGURE.search(text)
        if match:
            yield Problem(
                f"{match[0]} has no source",
                "Name the reference in `sources`, cite it in the text as [@id], or set `basis: measured`",
                (*path, "text"),
                within=match.span(),
            )
