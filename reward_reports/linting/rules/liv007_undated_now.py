"""An answer refers to the present and does not say when that was.

Reports are read for years. "Currently" means the day of writing to its author and the day of reading to everybody
else. Set `as_of`, or put the date into the sentence. Quotations and code are skipped.

Bad:
```yaml
evaluation:
  evaluation_validity: The team currently retrains the model whenever a study ends.
```

Good:
```yaml
evaluation:
  evaluation_validity: {text: The team currently retrains the model whenever a study ends., as_of: 2026-03}
```

Good:
```yaml
evaluation:
  evaluation_validity: The model card says that it "is currently retrained whenever a study ends".
```

Good:
```yaml
evaluation:
  evaluation_validity: At present (March 2026) the team retrains the model whenever a study ends.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.quotations import own_words
from reward_reports.linting.extract.sentences import sentence_at
from reward_reports.linting.rule import Rule

RULE = Rule("LIV007", "undated-now", "warning", level="publishable", preview=True)
_NOW = re.compile(
    # "the currently occupied lane" and "recently added films" speak of the system's state, not of the day of writing.
    r"(?<!\bthe )(?<!\ba )(?<!\bof )(?<!\bits )(?<!\btheir )\b(?:currently|presently|nowadays|at present)\b"
    r"|\b(?:has|have|had|was|were|been|only|more|most|very)\s+recently\b|(?:^|[.!?]\s+)recently\b",
    re.IGNORECASE,
)
_MOST = 50  # such words of one text
_DATED = lazy(r"\b(?:19|20)\d\d\b|\bas of\b|\bv?\d+\.\d+\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for the first undated "now" of each answer."""
    for path, text, answer in context.texts:
        if answer.as_of is None:
            yield from _first(text, (*path, "text"))


def _first(text: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if not _NOW.search(text):
        return
    for match in islice(_NOW.finditer(own_words(text)), _MOST):
        if _DATED.search(sentence_at(text, match.end() - 1)):
            continue
        word = match[0].lstrip(".!? \t\n")
        start = match.end() - len(word)
        yield Problem(
            f'"{" ".join(word.split())}" does not say when, for a later reader',
            "Add `as_of:` with the date for which the answer holds, or put the date into the sentence",
            path,
            within=(start, match.end()),
        )
        return
