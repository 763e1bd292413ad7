"""The active dates and the lifecycle contradict each other.

One says the system runs, the other that it does not: whoever is affected cannot tell whether it still decides about them.
An end that lies in the past is accepted for a running system where the `text` of the dates explains it: a model may stay in use
after training on its reward has ended.

Bad:
```yaml
system_details:
  dates: {active_from: 2019-01, lifecycle: retired}
```

Bad:
```yaml
system_details:
  dates: {active_from: 2019-01, active_to: 2020-06, lifecycle: deployed}
```

Good:
```yaml
system_details:
  dates: {active_from: 2019-01, active_to: 2020-06, lifecycle: retired}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.system_details import Dates

RULE = Rule("CON011", "dates-contradict-lifecycle", "error", level="minimal")
_RUNNING = frozenset({"deployed", "pilot"})
_PATH: Path = ("system_details", "dates")


def check(context: Context) -> Iterator[Problem]:
    """Give what the dates and the lifecycle say against each other, as of the day the report speaks of."""
    dates = context.report.system_details.dates
    if dates.lifecycle is None:
        return
    if dates.lifecycle == "retired" and dates.active_to is None:
        if not dates.stated and not (dates.text or "").strip():
            advice = "Add `active_to`, a year if more is not known"
            yield Problem("the system is retired, but the dates have no end", advice, (*_PATH, "lifecycle"))
        return
    day = _day_of(context)
    if day is not None:
        yield from _against_today(dates, day)


def _day_of(context: Context) -> date | None:
    """Return today, or the date of a report that is no longer kept or tells of an imagined time."""
    info = context.report.report
    if info.kind == "hypothetical" or info.status in ("superseded", "archived"):
        return info.date.end if info.date else None
    return context.today


def _against_today(dates: Dates, day: date) -> Iterator[Problem]:
    begin, end, lifecycle = dates.active_from, dates.active_to, dates.lifecycle
    if lifecycle == "retired" and end and end.start > day:
        message = f"the system is retired, but the dates end on {end}, in the future"
        yield Problem(message, "Correct `active_to` or `lifecycle`", (*_PATH, "active_to"))
    if lifecycle in _RUNNING and end and end.end < day and not dates.text:
        message = f"the dates ended on {end}, but the lifecycle is still {lifecycle}"
        advice = "Correct `lifecycle` or `active_to`, or say in `text` what ended and what still runs"
        yield Problem(message, advice, (*_PATH, "active_to"))
    if lifecycle != "simulation" and begin and begin.start > day:
        message = f"the system is {lifecycle}, but its dates begin on {begin}, in the future"
        yield Problem(message, "Correct `active_from` or `lifecycle`", (*_PATH, "active_from"))
