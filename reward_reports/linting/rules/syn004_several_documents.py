"""The file holds more than one document.

Most tools read the first document and silently skip the others, so part of the report reaches nobody.

Bad:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
---
evaluation:
  evaluation_validity: It was never tested.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field.
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN004", "several-documents", "error", level="minimal", needs_report=False, kind="documents")
