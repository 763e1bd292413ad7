"""A text holds an invisible character that turns the direction of writing, or characters that can hide a text.

The former shows people a different order of words than programs and screen readers get; it has been used to smuggle changes past
reviewers. Text in Hebrew or Arabic needs no such character. Tag characters, interlinear annotations and runs of zero-width
characters carry words that only programs read. An escape such as `"\\u202e"` is the same as the character itself.

Bad:
```yaml
evaluation:
  evaluation_validity: It was \u202enot\u202c tested in the field.
```

Bad: five tag characters, which nobody sees, spell a word.
```yaml
evaluation:
  evaluation_validity: "It was tested.\U000e0053\U000e0065\U000e006c\U000e006c\U000e0021"
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field (נבדק בשטח).
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN012", "bidi-character", "warning", level="minimal", needs_report=False, kind="bidi")
