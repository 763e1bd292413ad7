"""A group is said to be affected and is not among the stakeholders.

People who are harmed by a failure have an interest in the system. If they are missing from the stakeholders, the report says nothing
about their interest, and they have no part in later reports.

Bad:
```yaml
optimization_intent:
  known_failure_modes:
    - {id: throttling, name: Diesel vehicles are slowed down, affected: [residents]}
institutional_interface:
  stakeholders:
    - {id: drivers, name: Diesel vehicle drivers}
```

Good:
```yaml
optimization_intent:
  known_failure_modes:
    - {id: throttling, name: Diesel vehicles are slowed down, affected: [residents]}
institutional_interface:
  stakeholders:
    - {id: drivers, name: Diesel vehicle drivers}
    - {id: residents, name: Residents of the streets nearby, in_scope: false, reporting_role: not_stated}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Fix, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import closest, plain_id
from reward_reports.linting.rule import Rule
from reward_reports.report import text_edits

RULE = Rule("REF011", "affected-not-stakeholder", "warning", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every id under `affected` that is not a stakeholder's."""
    known = context.ids["stakeholder"]
    for path, name, points_to, _ in context.pointers:
        if points_to.targets != ("stakeholder",) or name in known:
            continue
        meant = closest(name, known)
        hint = f"Write `{meant}` if that is meant, or add" if meant else "Add"
        edit = text_edits.replace_value(context.document, path, text_edits.quoted(meant)) if meant else None
        safe = meant is not None and plain_id(meant) == plain_id(name)
        yield Problem(
            f"`{name}` is affected and is not among the stakeholders",
            f"{hint} the group to the stakeholders with this id",
            path,
            fix=Fix(f"Write `{meant}`", (edit,), safe=safe) if edit else None,
        )
