"""An expectation says that it was stated before the outcome, and it first appears together with the outcome, or after it.

A prediction counts only if it was written down before anybody knew. Expectations that are written with their outcome at hand are right
far too often. Reports by outsiders say `reconstructed`.

With `--history` the rule reads every revision of the report in git, and finds the expectations that appear in the same revision as
their outcome or in a later one; what a merge brought is one revision, and what is not committed is the newest. With `--since` it
knows one earlier state: an expectation that is new since then and has an outcome was not there before it, so compare each change by
itself, as a check of every pull request does.

The fix, which needs `--unsafe-fixes`, writes `stated: after`, or `stated: reconstructed` in a report by outsiders.

Base:
```yaml
system_maintenance: {changelog: []}
```

Bad:
```yaml
system_maintenance:
  changelog:
    - id: one
      version: "1.0"
      date: 2026-03-01
      summary: The weight of waits was doubled.
      expectations: [{id: waits-fall, direction: down, stated: before}]
    - id: two
      version: "1.1"
      date: 2026-05-01
      summary: The waits were read again.
      outcomes: [{expectation: waits-fall, result: as_expected}]
```

Good:
```yaml
system_maintenance:
  changelog:
    - id: one
      version: "1.0"
      date: 2026-03-01
      summary: The weight of waits was doubled.
      expectations: [{id: waits-fall, direction: down, stated: reconstructed}]
    - id: two
      version: "1.1"
      date: 2026-05-01
      summary: The waits were read again.
      outcomes: [{expectation: waits-fall, result: as_expected}]
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reward_reports.base.diagnostics import Fix, Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.predictions import Firsts, judged_in, stated_in
from reward_reports.linting.rule import Rule
from reward_reports.report import text_edits
from reward_reports.report.model import Report
from reward_reports.report.model.routes import is_outside

RULE = Rule("LIV015", "prediction-after-the-fact", "warning", needs_base=True, reads_history=True, needs_whole=True)
_ADVICE = "Write `stated: after`, or `stated: reconstructed` where others concluded it"


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each expectation that says that it came first, and did not."""
    judged = judged_in(context.report)
    right = "reconstructed" if is_outside(context.report) else "after"
    late = _late_in(context.history) if context.history else _late_since(context.base_report)
    for path, entry in context.entries:
        for index, one in enumerate(entry.expectations):
            if one.stated == "before" and one.id in judged and (when := late(one.id)):
                message = f"the expectation {one.id} says that it was stated before its outcome, and it appears {when}"
                place: Path = (*path, "expectations", index, "stated")
                edit = text_edits.replace_value(context.document, place, right)
                fix = Fix(f"Write `stated: {right}`", (edit,), safe=False) if edit else None
                yield Problem(message, _ADVICE, place, fix=fix)


def _late_since(base: Report) -> Callable[[str], str]:
    known = stated_in(base)
    return lambda id_: "" if id_ in known else "no earlier than that"


def _late_in(history: Firsts) -> Callable[[str], str]:
    """Return what says when an expectation appears that came with its outcome or after it; "" for one that came first."""
    now = len(history.names)

    def late(id_: str) -> str:
        stated, outcome = history.stated.get(id_, now), history.judged.get(id_, now)
        if stated < outcome:
            return ""
        where = f"in {history.names[stated]}" if stated < now else "in what is not committed"
        return f"first {where}, {'together with it' if stated == outcome else f'after it ({history.names[outcome]})'}"

    return late
