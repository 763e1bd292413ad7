"""A key is a number, a truth value, nothing, or a whole list or mapping.

Formats that the report is turned into know text keys only; what becomes of others differs from tool to tool, and
values get lost on the way.

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
