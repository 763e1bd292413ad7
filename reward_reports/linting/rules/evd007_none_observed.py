"""An answer says that nothing was observed, but not how anybody looked.

"No failures have been observed" depends on how thorough the search was. Without a mention of tests, audits or
monitoring, it may reassure readers about something that nobody checked.

Bad:
```yaml
optimization_intent:
  known_failure_modes: No instances of reward hacking or misalignment have been observed.
```

Good:
```yaml
optimization_intent:
  known_failure_modes: No instances of reward hacking were found in a monthly audit of 200 sessions.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("EVD007", "none-observed", "warning", level="publishable", preview=True)
_SEEN = r"(?:observed|found|seen|noticed|noted|detected|identified|reported|encountered)"
_NONE = lazy(
    rf"\b(?:no|none|not any|never)\b[^.;\n]{{0,80}}?\b{_SEEN}\b|\b(?:has|have|had) not (?:yet )?(?:been )?{_SEEN}\b",
    re.IGNORECASE,
)
_LOOKED = lazy(
    r"\b(?:audit|test|monitor|review|survey|check|inspect|measur|evaluat|sampl|log|red[- ]?team|experiment|interview|stud(?:y|ies)|complain|incident)",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each answer that says so and names no way of looking."""
    for path, text, answer in context.texts:
        if answer.stated or answer.sources or answer.__dict__.get("items"):
            continue
        match = _NONE.search(text)
        if match and not _LOOKED.search(text):
            yield Problem(
                "this says that nothing was seen, but not how anybody looked",
                "Say who looked, with which test or monitor, and on how many cases; or write `disclosure: not_measured`",
                (*path, "text"),
                within=match.span(),
            )
