"""The instructions that annotators worked under are neither linked nor said to be unpublished.

What annotators were told is the nearest thing to a written reward. Auditors compare it with what the model does; users
learn from it which behaviour was wanted.

Bad:
```yaml
rlhf:
  preference_data:
    - {id: rankings, task: Rank four answers, instructions: They were told to prefer helpful answers.}
```

Good:
```yaml
rlhf:
  preference_data:
    - {id: rankings, task: Rank four answers, instructions: "https://lab.example/annotators.pdf, version 3"}
```

Good: said to be unpublished
```yaml
rlhf:
  preference_data:
    - {id: rankings, instructions: {text: They were told to prefer helpful answers., disclosure: partial, reason: The document belongs to the vendor.}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.feedback import annotated_data
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("RLF002", "instructions-not-linked", "warning", needs_rlhf=True)

_LOCATED = lazy(
    r"https?://|\]\(|\[@|\bdoi\b|\barxiv\b|\bappendi(?:x|ces)\b|\bannex\b|\.(?:pdf|md|html?|docx?|txt)\b"
    r"|unpublished|undisclosed|confidential|\b(?:not|never|no(?:t yet)?|nor) (?:\w+ ){0,2}(?:public|published|disclosed|released|shared|given)\b"
    r"|\bno (?:written )?(?:instructions|guidelines)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each collection whose instructions cannot be found and are not said to be held back."""
    for path, data in annotated_data(context):
        instructions = data.instructions
        if instructions.stated or instructions.sources or (instructions.text and _LOCATED.search(instructions.text)):
            continue
        what = "are not linked" if instructions.text else "are not mentioned"
        yield Problem(
            f"the instructions to the annotators of {data.id} {what}, nor said to be unpublished",
            "Link them or name their source under `instructions:`, or say "
            "`{disclosure: withheld, reason: …}` if they are not published",
            (*path, "instructions"),
        )
