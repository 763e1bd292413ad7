"""The file holds nothing, or nothing but comments.

An empty file passes for a report in every list of files, while its readers find nothing in it.

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
