"""The report does not fit a JSON Schema of the organisation's own.

An organisation may ask for more than this format: a team that answers, a ticket, a class of risk. The configuration names
the schemas (`schemas = ["schemas/acme.json"]`); they see every answer and register in the long form. With this one:

```json
{"required": ["x-team"], "properties": {"x-team": {"enum": ["search", "feed"]}}}
```

Bad:
```yaml
profiles: [recommender]
```

Bad:
```yaml
x-team: feeds
```

Good:
```yaml
x-team: feed
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("SCH009", "own-schema", "error", level="minimal", needs_report=False)


def check(context: Context) -> Iterator[Problem]:
    """Give what the configured schemas find wrong with a file that holds a mapping."""
    if not context.schemas or not isinstance(context.document.data, dict):
        return
    from reward_reports.linting.custom_schemas.checking import problems_by_own_schemas

    yield from problems_by_own_schemas(context.document.data, context.schemas, context.root)
