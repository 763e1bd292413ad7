"""A date is impossible: later than what it records, or earlier than what must have come first.

With the dates, an auditor can match an event with the system that was running. One date that cannot be true casts doubt on
all the others. Years and months count as periods: two periods that overlap are not reported.

Bad:
```yaml
system_details:
  dates: {active_from: 2021-06-01, active_to: 2021-01-01, lifecycle: retired}
```

Bad:
```yaml
system_maintenance:
  changelog:
    - {id: first, version: "0.1", date: 2021-02-14, summary: First report on the simulated system.}
    - {id: deployed, version: "0.2", date: 2021-01-01, summary: The system went on trial.}
```

Good:
```yaml
system_details:
  dates: {active_from: 2021-01, active_to: 2021-06-01, lifecycle: retired}
system_maintenance:
  changelog:
    - {id: deployed, version: "0.2", date: 2021-02-14, summary: The system went on trial.}
    - {id: first, version: "0.1", date: 2021, summary: First report on the simulated system.}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.version_order import Version, version_of
from reward_reports.linting.rule import Rule
from reward_reports.report.model.system_maintenance import Entry
from reward_reports.report.model.values import PartialDate

RULE = Rule("CON002", "impossible-date", "error", level="minimal")
_CLOCKS = timedelta(days=1)  # today has not the same date everywhere


def check(context: Context) -> Iterator[Problem]:
    """Give every pair of dates that cannot both be true, and every record of the future."""
    dates = context.report.system_details.dates
    if dates.active_from and dates.active_to and dates.active_from.start > dates.active_to.end:
        yield Problem(
            f"the end, {dates.active_to}, is before the beginning, {dates.active_from}",
            "Correct `active_from` or `active_to`",
            ("system_details", "dates", "active_to"),
        )
    if context.entries:
        yield from _against_changelog(context)
        yield from _order(context)
        yield from _expectations(context)
    if context.report.report.kind != "hypothetical":  # an imagined system may live in an imagined future
        yield from _future(context, context.today + _CLOCKS)


def _against_changelog(context: Context) -> Iterator[Problem]:
    info = context.report.report
    newest = max((entry for _, entry in context.entries), key=lambda entry: entry.date.start)
    if info.date and info.date.end < newest.date.start:
        message = f"the report's date, {info.date}, is before its newest changelog entry, {newest.date}"
        yield Problem(message, "Give the date of this version of the report", ("report", "date"))
    if info.last_reviewed is None:
        return
    for _, entry in context.entries:
        if entry.kind == "review_no_change" and info.last_reviewed.end < entry.date.start:
            message = f"the last review, {info.last_reviewed}, is before the review of {entry.date} in the changelog"
            yield Problem(message, "Set `last_reviewed` to the newest review", ("report", "last_reviewed"))
            return


def _order(context: Context) -> Iterator[Problem]:
    """A later version cannot be older. A correction of an old version, or a branch such as 1.0.1, may be newer."""
    first: dict[Version, tuple[Path, Entry]] = {}
    for path, entry in context.entries:
        key = version_of(entry.version)
        if key is None or entry.kind == "correction":
            continue
        if key not in first or entry.date.start < first[key][1].date.start:
            first[key] = (path, entry)
    ordered = sorted(first)
    for lower, higher in pairwise(ordered):
        (path, entry), before = first[higher], first[lower][1]
        branch = len(lower) > 2 and lower[:2] != higher[:2]
        if entry.date.end < before.date.start and not branch:
            message = f"version {entry.version} is dated {entry.date}, before version {before.version} of {before.date}"
            yield Problem(message, "Correct the dates or the versions of these two entries", (*path, "date"))


def _expectations(context: Context) -> Iterator[Problem]:
    for path, entry in context.entries:
        for index, expected in enumerate(entry.expectations):
            if expected.check_by and expected.check_by.end < entry.date.start:
                message = f"the expectation is to be checked by {expected.check_by}, before the change of {entry.date}"
                yield Problem(message, "Correct `check_by`", (*path, "expectations", index, "check_by"))


def _future(context: Context, limit: date) -> Iterator[Problem]:
    """Records of what has happened cannot be dated tomorrow. Plans can: `active_to`, `check_by`, `due`."""
    report = context.report
    info = report.report
    if info.date and info.date.start > limit and info.status != "draft":
        yield _not_yet("the report is dated", info.date, ("report", "date"))
    if info.last_reviewed and info.last_reviewed.start > limit:
        yield _not_yet("the last review is dated", info.last_reviewed, ("report", "last_reviewed"))
    for path, entry in context.entries:
        if entry.date.start > limit:
            yield _not_yet("the changelog entry is dated", entry.date, (*path, "date"))
    yield from _future_measurements(context, limit)
    for index, trigger in enumerate(report.system_maintenance.update_triggers.items):
        for position, fired in enumerate(trigger.fired):
            if fired.date.start > limit:
                path = ("system_maintenance", "update_triggers", "items", index, "fired", position, "date")
                yield _not_yet("the trigger is said to have fired on", fired.date, path)
    for index, reference in enumerate(report.references):
        if reference.accessed and reference.accessed.start > limit:
            yield _not_yet("the source is said to be read on", reference.accessed, ("references", index, "accessed"))


def _future_measurements(context: Context, limit: date) -> Iterator[Problem]:
    for path, metric in context.metrics:
        for index, observation in enumerate(metric.observations):
            if observation.date and observation.date.start > limit:
                yield _not_yet("the observation is dated", observation.date, (*path, "observations", index, "date"))
    for index, evaluation in enumerate(context.report.evaluation.offline_evaluations.items):
        if evaluation.date and evaluation.date.start > limit:
            place = ("evaluation", "offline_evaluations", "items", index, "date")
            yield _not_yet("the evaluation is dated", evaluation.date, place)


def _not_yet(what: str, day: PartialDate, path: Path) -> Problem:
    return Problem(f"{what} {day}, which is in the future", "Give the date on which it happened", path)
