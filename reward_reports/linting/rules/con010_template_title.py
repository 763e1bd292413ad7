"""The title is the template's title.

Lists, citations and search results show only the title. "Reward Report" does not tell affected people whether the
report is about the system that made a decision about them.

Bad:
```yaml
report: {id: bb3, title: Reward Report Template, version: "1.0", kind: third_party}
```

Good:
```yaml
report: {id: bb3, title: "BlenderBot 3, a public research chatbot", version: "1.0", kind: third_party}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.prose import normalised, shortened
from reward_reports.linting.rule import Rule

RULE = Rule("CON010", "template-title", "error", level="minimal")
_ARTICLES = lazy(r"^(?:a|an|the|my|our|your|this|is|new|insert|enter)\s+")
_LONGEST = 36  # characters
_NAMES = frozenset(
    {
        "", "reward report", "reward reports", "reward report template", "template", "report template", "report",
        "title", "report title", "reward report title", "title of report", "title of the report", "title here",
        "title goes here", "report name", "name of the report", "untitled", "untitled report", "untitled reward report",
        "system", "system name", "system title", "name of the system", "name of system", "model name", "name here",
        "reward report for", "reward report for system", "reward report for the system", "reward report for your system",
        "reward report for system name", "system name and what it does", "todo", "tbd",
    }
)  # fmt: skip


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if the title names no system."""
    title = context.report.report.title
    if len(title) > _LONGEST:
        return
    words = normalised(title)
    while (shorter := _ARTICLES.sub("", words)) != words:
        words = shorter
    if words in _NAMES:
        yield Problem(
            f"the title, {shortened(title)!r}, names no system",
            "Write the system's name and what it does, as a reader would say it",
            ("report", "title"),
        )
