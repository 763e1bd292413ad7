"""A text holds an invisible character that turns the direction of writing.

It shows people another order of words than programs and screen readers see; it has been used to smuggle changes past
reviewers. Text in Hebrew or Arabic needs no such character.

Bad:
```yaml
evaluation:
  evaluation_validity: It was \u202enot\u202c tested in the field.
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field (נבדק בשטח).
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN012", "bidi-character", "warning", level="minimal", needs_report=False, kind="bidi")
