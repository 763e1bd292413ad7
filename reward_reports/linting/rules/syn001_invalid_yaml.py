"""The file is not valid YAML.

Nothing in it can be read, checked or shown to anybody until this is mended, so it is said before all else. The same holds
where one tool would read a file differently from another.

Bad: a quote that is never closed.
```yaml
evaluation:
  evaluation_validity: "It was tested in the field.
```

Bad: a colon and a space inside a plain value.
```yaml
evaluation:
  evaluation_validity: one caveat: it was tested in summer only
```

Bad: a comment without a space before it, which some tools read as a part of the text.
```yaml
evaluation:
  evaluation_validity: "It was tested in the field."#2026
```

Good:
```yaml
evaluation:
  evaluation_validity: "One caveat: it was tested in summer only."
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN001", "invalid-yaml", "error", level="minimal", needs_report=False, kind="yaml")
