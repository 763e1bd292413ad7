"""The report names the profile rlhf and lacks the section `rlhf`.

The profile promises readers that they will learn whose preferences shaped the system and how. Without the section,
every rule that would hold the authors to it stays silent.

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

RULE = Rule("SCH010", "profile-section-missing", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if a profile's own section is not there."""
    report = context.report
    if not report.profiles or report.rlhf is not None or "rlhf" not in report.profiles:
        return
    yield Problem(
        "the profile rlhf is named, and its section `rlhf:` is missing or empty",
        "Add `rlhf:` with what is known and what is not, or remove rlhf from `profiles`",
        ("profiles", report.profiles.index("rlhf")),
    )
