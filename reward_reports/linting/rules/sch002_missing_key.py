"""An entry lacks a required key.

Without an id, nothing can refer to the entry; without a name or a value, it says nothing to readers.

Bad:
```yaml
optimization_intent:
  performance_metrics:
    - {id: finished, definition: Share of loans read to the end, unit: share}
```

Good:
```yaml
optimization_intent:
  performance_metrics:
    - {id: finished, name: Finished loans, definition: Share of loans read to the end, unit: share}
```
"""

from reward_reports.linting.rule import Rule

RULE = Rule("SCH002", "missing-key", "error", level="minimal", needs_report=False, kind="missing-key")
