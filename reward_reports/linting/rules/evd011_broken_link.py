"""A link is typed so that Markdown does not read it as one.

Readers see brackets and an address that they have to copy, and a screen reader spells it out. The usual causes are a space or a line
break between `]` and `(`, a missing bracket, and a reference that is defined nowhere in the text.

Bad:
```yaml
system_details:
  other_resources: See the [depot handbook] (https://depot.example/handbook).
```

Bad:
```yaml
system_details:
  other_resources: See the [depot handbook](https://depot.example/handbook and the plan.
```

Bad:
```yaml
system_details:
  other_resources: See the [depot handbook][handbook].
```

Good:
```yaml
system_details:
  other_resources: See the [depot handbook](https://depot.example/handbook).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Edit, Fix, Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import exact_span, prose
from reward_reports.linting.extract.broken_links import BrokenLink, find_broken_links
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.rule import Rule

RULE = Rule("EVD011", "broken-link", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each such link in prose."""
    for path, text in [*prose(context, "["), *((path, text) for path, text in prose(context, "]") if "[" not in text)]:
        for link in find_broken_links(text):
            long = long_form(path)
            yield Problem(link.fault, link.advice, long, within=link.span, fix=_fix(context, long, text, link))


def _fix(context: Context, path: Path, text: str, link: BrokenLink) -> Fix | None:
    span = exact_span(context, path, link.span, text[slice(*link.span)]) if link.meant else None
    if span is None or link.meant is None:
        return None
    return Fix(link.advice, (Edit(span.start, span.end, link.meant),), safe=link.safe)
