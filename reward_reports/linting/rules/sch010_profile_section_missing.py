"""The report names the profile rlhf or recommender and lacks its section.

The profile promises readers that they will learn whose preferences shaped the system, or what its ranking weighs. Without the
section, no rule checks it. Format 1.0 has no section `recommender`.

Bad:
```yaml
profiles: [rlhf]
```

Good:
```yaml
profiles: [rlhf]
rlhf:
  base_model: {disclosure: withheld, reason: The contract with the supplier forbids naming it.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.report import PROFILE_SECTIONS, promised

RULE = Rule("SCH010", "profile-section-missing", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each profile whose own section is not there."""
    report = context.report
    for section in PROFILE_SECTIONS:
        if promised(report, section) and getattr(report, section) is None:
            yield Problem(
                f"the profile {section} is named, and its section `{section}:` is missing or empty",
                f"Add `{section}:` with what is known and what is not, or remove {section} from `profiles`",
                ("profiles", report.profiles.index(section)),
            )
