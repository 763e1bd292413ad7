"""The wording is promotional.

Readers treat a report that praises the system as advertising and distrust the rest of it. Say what the system does,
for whom and how well, without praise. Words in quotation marks are skipped.

Bad:
```yaml
optimization_intent:
  goal_of_reinforcement: With this cutting-edge tool, businesses seamlessly find what they need.
```

Good:
```yaml
optimization_intent:
  goal_of_reinforcement: Business owners are to find the permits they need without calling the hotline.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import prose
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.quotations import own_words
from reward_reports.linting.rule import Rule

RULE = Rule("SUB006", "promotional-wording", "info", level="publishable", preview=True)
_HINTS = ("-edge", "revolution", "-changing", "world-class", "world class", "eamless", "-in-class", "roundbreaking",
          "nparallel", "nmatched", "leading", "mpower", "ffortless", "you can ", "of-its-kind", "xciting", "nlock")  # fmt: skip
_PRAISE = lazy(
    r"\b(?:cutting|bleeding)[- ]edge|\brevolutionary\b|\brevolutioni[sz](?:es|ing)\b|\bgame[- ]chang(?:ing|er)\b"
    r"|\bworld[- ]class\b|\bseamless(?:ly)?\b|\bbest[- ]in[- ]class\b|\bgroundbreaking\b|\bunparalleled\b|\bunmatched\b"
    r"|\b(?:industry|world)[- ]leading\b|\bempower(?:s|ing)\b|\beffortless(?:ly)?\b|\bfirst[- ]of[- ]its[- ]kind\b"
    r"|\byou can (?:quickly|easily|simply|now)\b|\bexciting\b|\bunlock(?:s|ing)? the (?:power|potential)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give the first praise of every text that is not a quotation."""
    whole = context.document.text
    if not any(hint in whole for hint in _HINTS):
        return
    for path, text in prose(context, " "):
        if path[0] == "references":  # titles are what they are
            continue
        match = _PRAISE.search(own_words(text)) if _PRAISE.search(text) else None
        if match is not None:
            advice = "Say what the system does, for whom and how well that is known"
            yield Problem(f"`{match[0]}` advertises", advice, long_form(path), within=match.span())
