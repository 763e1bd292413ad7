"""A stakeholder has no role in later reports, and the report does not say that this is intended.

Naming a group has no effect unless the group is informed, consulted, or able to demand a review. The role `none` is
allowed, because it shows a decision.

Bad:
```yaml
institutional_interface:
  stakeholders:
    - {id: residents, name: Residents of the side streets}
```

Good:
```yaml
institutional_interface:
  stakeholders:
    - {id: residents, name: Residents of the side streets, reporting_role: may_trigger_audit}
    - {id: hauliers, name: Haulage companies, reporting_role: none}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("CMP011", "stakeholder-without-role", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each stakeholder without a reporting role, if the register claims to be complete."""
    register = context.report.institutional_interface.stakeholders
    for index, stakeholder in each(enumerate(register.items)):
        if stakeholder.reporting_role is None and not register.stated:
            yield Problem(
                f"the stakeholder {stakeholder.id} has no part in later reports",
                "Add `reporting_role:` (informed, consulted, reviewer, may_trigger_audit, veto; none if that is meant)",
                ("institutional_interface", "stakeholders", "items", index),
            )
