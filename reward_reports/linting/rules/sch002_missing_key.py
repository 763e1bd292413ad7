"""An entry lacks a key that it cannot do without.

Without an id nothing can point to the entry, and without a name or a value it tells its readers nothing.

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
