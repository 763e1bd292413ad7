"""The file is empty, or contains only comments.

An empty file looks like a report in a list of files, but has nothing to read.

Bad:
```yaml
# A report will stand here.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN008", "empty-file", "error", level="minimal", needs_report=False, kind="empty")
