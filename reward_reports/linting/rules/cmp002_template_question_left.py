"""The template's question or guidance was left in place of an answer.

Readers who skim the report assume that the field is answered. In published reports, up to half of the fields were
left like this.

Bad:
```yaml
optimization_intent:
  known_failure_modes: List the ways in which this system, or systems like it, have raised their reward and failed people,
    with what is done about each.
```

Bad: the question was left above the answer.
```yaml
institutional_interface:
  recourse: Who can contest a decision? How, and with whom? How soon must they be answered? What happens when they are right?
```

Good:
```yaml
institutional_interface:
  recourse: A driver can ask the traffic office to look at a waiting time; it answers within two weeks.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.wording import STATE_IT
from reward_reports.linting.rule import Rule
from reward_reports.linting.template_text import find_leftover
from reward_reports.report.model.guides import guides

RULE = Rule("CMP002", "template-question-left", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each field whose text is, or holds, a question of a template."""
    for path, text, _ in context.texts:
        left = find_leftover(text)
        if left is None:
            continue
        title = guides()[path].title
        if left.whole:
            message, advice = (
                f"the template text was left as the answer to {title}",
                f"Write the answer, {STATE_IT}",
            )
        else:
            message, advice = (
                f"template text was left in {title}",
                "Delete them, and keep what you wrote yourself",
            )
        yield Problem(message, advice, (*path, "text"), within=(left.start, left.end))
