"""The file is not UTF-8 text, or holds a control character.

Other encodings turn names and quotations into other characters on other machines, and a control character can hide or
rewrite what a reader sees in a terminal. An escape such as `"\\x1b"` is the same as the character itself.

Bad: a bell character inside a value.
```yaml
evaluation:
  evaluation_validity: It was tested in the field.\u0007
```

Good:
```yaml
evaluation:
  evaluation_validity: It was tested in the field, in Zürich and in Łódź.
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN002", "not-utf8", "error", level="minimal", needs_report=False, kind="encoding")
