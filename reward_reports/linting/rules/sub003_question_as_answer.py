"""An answer is only a question.

Either the field was left for later and forgotten, or the author did not know the answer. Readers cannot tell which.
The questions of the templates are covered by another rule.

Bad:
```yaml
evaluation:
  evaluation_validity: What would users say about the tone of the answers?
```

Good:
```yaml
evaluation:
  evaluation_validity:
    disclosure: not_measured
    reason: Users were never asked about the tone of the answers.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.linting.template_text import find_leftover

RULE = Rule("SUB003", "question-as-answer", "warning")
_QUESTION = ("?", "？", "؟")
_STATEMENT = lazy(r"[.!。](?:\s|\Z)|[:;]\s*\n")


def check(context: Context) -> Iterator[Problem]:
    """Give every answer that consists of questions."""
    for path, text, answer in context.texts:
        if answer.disclosure != "answered" or not text.rstrip().endswith(_QUESTION):
            continue
        if not _STATEMENT.search(text) and not answer.__dict__.get("items") and find_leftover(text) is None:
            yield Problem(
                "the answer only asks a question",
                "Answer it, or say with `disclosure: unknown` and `reason` that nobody knows",
                (*path, "text"),
            )
