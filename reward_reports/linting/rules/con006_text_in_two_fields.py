"""Two fields have the same text.

Each field asks a different question, so the same words cannot answer both. The page looks complete, but one answer is
missing. Texts that differ only in punctuation, case, white space or emphasis count as the same.

Bad:
```yaml
implementation:
  measurement_details: The chat's length, the share of goals reached and the rate at which people take over.
evaluation:
  evaluation_validity: The chat's length, the share of goals reached and the rate at which people take over.
```

Good:
```yaml
implementation:
  measurement_details: The chat's length is taken from the log, from the first word to the last.
evaluation:
  evaluation_validity: The numbers are from the first month, in which mostly the curious came.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import repeated
from reward_reports.linting.rule import Rule

RULE = Rule("CON006", "text-in-two-fields", "warning")
_LONG = 40  # characters


def check(context: Context) -> Iterator[Problem]:
    """Give every field whose text is that of an earlier field."""
    texts = {
        path: text for path, text, answer in context.texts if len(text) >= _LONG and answer.disclosure == "answered"
    }
    for path, before in repeated(texts.items()):
        but = "" if texts[path].split() == texts[before].split() else ", apart from punctuation or case"
        yield Problem(
            f"the text is the same as in {'.'.join(map(str, before))}{but}",
            "Answer what this field asks, or say why the question does not arise with `disclosure` and `reason`",
            (*path, "text"),
        )
