"""A value carries a YAML tag that a report cannot have.

A tag asks the program that reads it to build something other than text, numbers, lists and mappings. Programs treat
tags differently, and some run code.

Bad:
```yaml
evaluation:
  evaluation_validity: !include validity.md
```

Good: an exclamation mark at the beginning of a text is quoted.
```yaml
evaluation:
  evaluation_validity: "!important: it was tested in the field."
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN005", "custom-tag", "error", level="minimal", needs_report=False, kind="tag")
