"""The words of a link do not say where it leads.

"Link 1" and "here" tell nothing to somebody who reads on paper, listens to a screen reader, or looks for the source after
the address has died. Name the page.

Bad:
```yaml
optimization_intent:
  known_failure_modes: A council member voiced doubts ([Link 1](https://www.wired.com/story/us-failed-to-pass-ai-regulation/)).
```

Good:
```yaml
optimization_intent:
  known_failure_modes: A council member voiced doubts ([Wired, October 2023](https://www.wired.com/story/us-failed-to-pass-ai-regulation/)).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("EVD002", "empty-link-text", "warning")
_SAYS_NOTHING = lazy(
    r"[\s*_`\[(<]*(?:(?:this |the )?(?:links?|url)(?:\s*\d+)?|(?:click |see )?here|this|(?:this |the )page|(?:read )?more)?"
    r"[\s*_`\])>.:!]*\Z",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each link with such words, and for each resource or reference with such a title."""
    for link in context.hyperlinks:
        if not link.image and _SAYS_NOTHING.match(link.words):
            yield _problem(
                link.words, "Write the name of the page between the square brackets", link.path, link.words_at
            )
    details = context.report.system_details.other_resources
    for index, resource in each(enumerate(details.items)):
        if resource.title is not None and len(resource.title) < 12 and _SAYS_NOTHING.match(resource.title):
            yield _problem(
                resource.title,
                "Write what the page is called",
                ("system_details", "other_resources", "items", index, "title"),
            )
    for index, reference in each(enumerate(context.report.references)):
        if len(reference.title) < 12 and _SAYS_NOTHING.match(reference.title):
            yield _problem(reference.title, "Write what the source is called", ("references", index, "title"))


def _problem(words: str, advice: str, path: tuple[str | int, ...], within: tuple[int, int] | None = None) -> Problem:
    shown = " ".join(words.split())
    message = f'"{shown}" does not say where the link leads' if shown else "the link has no words"
    return Problem(message, advice, path, within=within)
