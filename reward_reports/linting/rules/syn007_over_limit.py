"""The file is larger, more deeply nested or expands further than the limits allow.

The limits stop files that are made to exhaust whoever opens them: a site that builds many people's reports, or a
reviewer's editor. No real report comes near them.

Bad:
```yaml
x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

Good:
```yaml
x-deep: [[[shallow]]]
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SYN007", "over-limit", "error", level="minimal", needs_report=False, kind="limit")
