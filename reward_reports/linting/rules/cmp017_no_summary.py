"""The report has no summary in three plain sentences.

Most readers read no further than the list of reports. They want to know what the system is rewarded for, what happened and what they
can do. Reports in format 1.0 are not checked.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: hypothetical}
```

Good:
```yaml
schema_version: "1.1"
report:
  id: example
  title: An example
  version: "1.0"
  kind: hypothetical
  summary:
    rewarded_for: It is rewarded for short waits at the lights.
    what_happened: Waits fell by a fifth, and cyclists waited longer.
    what_you_can_do: Write to the traffic office, which answers within two weeks.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("CMP017", "no-summary", "warning", level="publishable")
_KEYS = ("rewarded_for", "what_happened", "what_you_can_do")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if a sentence of the summary is missing."""
    info = context.report.report
    if context.report.schema_version == "1.0":
        return
    missing = [key for key in _KEYS if is_empty_value(key, (getattr(info.summary, key) or "") if info.summary else "")]
    if missing:
        place = ("report", "summary") if info.summary else ("report",)
        yield Problem(
            f"the summary lacks {', '.join(missing)}",
            "Write one plain sentence of at most 240 characters for each",
            place,
            on="key",
        )
