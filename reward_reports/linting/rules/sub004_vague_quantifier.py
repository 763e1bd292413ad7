"""A trigger or a standard hangs on a word that everybody may read otherwise.

Whether a shift is "significant" is decided afterwards, by whoever would have to act on it. A number, a comparison or the name of who
decides makes it a promise. Words of a law or a contract that is named as the `source` are passed over.

Bad:
```yaml
system_maintenance:
  update_triggers:
    - {id: shift, kind: event, description: Any significant shift in the oversight metrics.}
```

Good:
```yaml
system_maintenance:
  update_triggers:
    - {id: shift, kind: event, description: A shift of more than 10 % in an oversight metric within four weeks.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("SUB004", "vague-quantifier", "warning", preview=True)
_VAGUE = lazy(
    r"\b(?:(?<!statistically )significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|excessive(?:ly)?|noticeabl[ey]"
    r"|unusual(?:ly)?|sufficient(?:ly)?|adequate(?:ly)?|acceptable|satisfactory|large|many|too (?:many|much|high|low|often|few|slow))\b",
    re.IGNORECASE,
)
_MEASURED = lazy(
    r"\d|\b(?:defined|decided|judged|determined|as agreed) (?:as|by|in|with)\b"
    r"|\bnot (?:yet )?(?:fixed|defined|stated|said|given|specified|public|published|known)\b|\bun(?:defined|specified)\b"
)
"""A value, who decides, or the word of an author who is not the owner that no value is known."""


def check(context: Context) -> Iterator[Problem]:
    """Give the first vague word of every trigger and standard without a value."""
    report = context.report
    for index, trigger in each(enumerate(report.system_maintenance.update_triggers.items)):
        condition = trigger.condition
        if trigger.description and trigger.state != "retired" and (condition is None or condition.value is None):
            path: Path = ("system_maintenance", "update_triggers", "items", index, "description")
            yield from _vague(trigger.description, path, "the trigger")
    for index, standard in each(enumerate(report.evaluation.performance_standards.items)):
        if standard.threshold is None and not standard.source:
            place: Path = ("evaluation", "performance_standards", "items", index, "requirement")
            yield from _vague(standard.requirement, place, "the standard")


def _vague(text: str, path: Path, what: str) -> Iterator[Problem]:
    match = _VAGUE.search(text)
    if match is not None and not _MEASURED.search(text):
        yield Problem(
            f"{what} hangs on the word `{match[0]}`",
            "Give a value to compare with, or say who decides and by what",
            path,
            within=match.span(),
        )
