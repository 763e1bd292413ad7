"""A value has the wrong type: a number for text, text for a list, or no value.

Tools that compare versions, draw charts or watch triggers need numbers to be numbers and text to be text. A version
`1.10` that is read as a number becomes `1.1`.

Bad: a version that YAML reads as a number.
```yaml
report: {id: example, title: An example, version: 1.10, kind: first_party}
```

Bad: truth values are `true` and `false`.
```yaml
institutional_interface:
  stakeholders:
    - {id: readers, name: Readers, in_scope: yes}
```

Good:
```yaml
report: {id: example, title: An example, version: "1.10", kind: first_party}
institutional_interface:
  stakeholders:
    - {id: readers, name: Readers, in_scope: true}
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH003", "wrong-type", "error", level="minimal", needs_report=False, kind="wrong-type")
