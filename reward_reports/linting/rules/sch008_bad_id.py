"""An id contains a space or another character that is not allowed.

Ids become parts of web addresses and file names, and other entries refer to them. Links to an id with a space or a
slash break.

Bad:
```yaml
institutional_interface:
  stakeholders:
    - {id: small publishers, name: Small publishers}
```

Good:
```yaml
institutional_interface:
  stakeholders:
    - {id: small-publishers, name: Small publishers}
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH008", "bad-id", "error", level="minimal", needs_report=False, kind="bad-id")
