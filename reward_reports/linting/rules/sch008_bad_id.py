"""An id has a blank or another character in it that ids cannot have.

Ids become parts of web addresses and of file names, and other entries point to them; links to an id with a blank or a
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
