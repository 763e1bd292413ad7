"""A changelog entry that existed at the base revision was changed or removed.

The changelog is evidence of what was said, expected and known at the time. Rewritten with hindsight it proves nothing, and
an expectation that is written down afterwards always comes true. Later knowledge has its own keys: outcomes, lessons
and evidence may be added to an old entry, and so may a missing cause or field. Typing errors may be corrected (see LIV008), and
entries dated today are still open. Correct what was wrong in a new entry of kind `correction`.

Base:
```yaml
system_maintenance:
  changelog:
    - {id: explore, version: "1.0", date: 2025-03-02, summary: One slot in three explores., motivation: Small presses were not shown.}
```

Bad:
```yaml
system_maintenance:
  changelog:
    - {id: explore, version: "1.0", date: 2025-03-02, summary: One slot in five explores., motivation: Small presses were not shown.}
```

Bad: an expectation with hindsight.
```yaml
system_maintenance:
  changelog:
    - id: explore
      version: "1.0"
      date: 2025-03-02
      summary: One slot in three explores.
      motivation: Small presses were not shown.
      expectations: [{id: share-recovers, metric: small-press, direction: up}]
```

Bad: a new entry in the place of an old one.
```yaml
system_maintenance:
  changelog:
    - {id: later, version: "1.1", date: 2026-02-01, summary: Everything was well.}
```

Good:
```yaml
system_maintenance:
  changelog:
    - id: explore
      version: "1.0"
      date: 2025-03-02
      summary: One slot in three explores.
      motivation: Small presses were not shown.
      lessons: A third was too much.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.since import CHANGELOG, is_of_today
from reward_reports.linting.extract.typing_errors import is_typing_error
from reward_reports.linting.rule import Rule
from reward_reports.report.model import SECTIONS
from reward_reports.report.model.placeholders import is_placeholder
from reward_reports.report.model.report import PROFILE_SECTIONS

if TYPE_CHECKING:
    from reward_reports.changes.comparing.change import Change

RULE = Rule("LIV010", "history-rewritten", "error", level="minimal", needs_base=True)
_ENTRY = 4  # steps to an entry
_GROWING = frozenset({"lessons", "evidence"})


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each old entry that is gone, and one for each that says something else."""
    altered: dict[str, list[str]] = {}
    before = context.base_report.system_maintenance.changelog.items
    now = {entry.id: (path, entry) for path, entry in context.entries}
    for change in context.changes:
        if change.field != CHANGELOG or change.path[2:3] != ("items",) or len(change.path) < _ENTRY:
            continue
        at = int(change.path[3])
        entry = before[at] if change.new is None else context.entries[at][1]
        if is_of_today(entry, context.today):
            continue
        if len(change.path) == _ENTRY and change.kind == "removed":
            yield _gone(entry.id, str(entry.date))
        elif len(change.path) > _ENTRY and _rewrites(change, context):
            altered.setdefault(entry.id, []).append(str(change.path[4]))
    for name, keys in altered.items():
        yield _altered(name, list(dict.fromkeys(keys)), now[name][0] if name in now else ())


def _rewrites(change: Change, context: Context) -> bool:
    key, last = change.path[4], change.path[-1]
    if change.old is None or change.old == "":
        return key == "expectations"
    if is_typing_error(change, context) or (isinstance(change.old, str) and is_placeholder(change.old)):
        return False
    if key == "fields_changed":  # a name that leads nowhere may be fixed
        return str(change.old).split(".")[0] in (*SECTIONS, "report", *PROFILE_SECTIONS)
    return not (last in _GROWING and isinstance(change.new, str) and change.new.startswith(str(change.old).rstrip()))


def _gone(name: str, day: str) -> Problem:
    return Problem(
        f"the changelog entry `{name}` of {day} existed at the base and is missing",
        "Put it back as it was; say what was wrong with it in a new entry of kind `correction`",
        ("system_maintenance", "changelog"),
        on="key",
    )


def _altered(name: str, keys: list[str], path: Path) -> Problem:
    return Problem(
        f"the changelog entry `{name}` was different at the base: {', '.join(keys)}",
        "Put back what it said; add what is known now as `lessons` or `outcomes`, or in a new entry of kind `correction`",
        path or ("system_maintenance", "changelog"),
    )
