"""A key is a number, a boolean, null, or a whole list or mapping.

The formats that a report is exported to have text keys only. Tools treat other keys differently, and
values get lost.

Bad:
```yaml
x-staff:
  2025: two people
```

Good:
```yaml
x-staff:
  "2025": two people
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN009", "key-not-text", "error", level="minimal", needs_report=False, kind="key")
