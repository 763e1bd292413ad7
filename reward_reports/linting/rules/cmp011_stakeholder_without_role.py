"""A stakeholder has no part in later reports, and nothing says that this is meant.

Naming a group costs nothing; the report changes for them only if they are told, asked, or able to demand a review. The
role `not_stated` is allowed: it shows that somebody looked. Whoever is `excluded` was excluded by somebody, who had a reason;
`role_reason` gives it.

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
    - {id: hauliers, name: Haulage companies, reporting_role: excluded, role_reason: They asked not to be.}
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
        place = ("institutional_interface", "stakeholders", "items", index)
        if "reporting_role" not in stakeholder.model_fields_set and not register.stated:
            yield Problem(
                f"the stakeholder {stakeholder.id} has no part in later reports",
                "Add `reporting_role:` (informed, consulted, reviewer, may_trigger_audit, veto; not_stated or excluded if "
                "that is meant)",
                place,
            )
        elif stakeholder.reporting_role == "excluded" and not (stakeholder.role_reason or "").strip():
            yield Problem(
                f"the stakeholder {stakeholder.id} is excluded, and no reason is given",
                "Add `role_reason:`, or write `reporting_role: not_stated` if nobody decided it",
                (*place, "reporting_role"),
            )
