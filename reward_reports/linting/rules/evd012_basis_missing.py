"""An answer does not say how the authors know it.

The same sentence may be read off the code, quoted from a paper, taken from a post by the owner, or concluded by the authors. A reader
who cannot tell which cannot check it, and the report's figures count it as known without a route. Reports
in format 1.0 are not asked for it.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: first_party}
implementation:
  limitations: Rain and night were never simulated.
```

Good:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: first_party}
implementation:
  limitations: {text: Rain and night were never simulated., basis: measured}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.routes import routes_of

RULE = Rule("EVD012", "basis-missing", "warning", level="publishable")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each field that is answered without a route."""
    report = context.report
    if report.schema_version == "1.0":
        return
    references = {reference.id: reference for reference in report.references}
    for path, answer in context.answers:
        is_answered = answer.disclosure in ("answered", "partial") and not answer.unanswered
        if is_answered and not routes_of(report, answer, references):
            yield Problem(
                "the report does not say how its authors know this",
                "Add `basis:` (artefact, measured, documented, audited, owner_stated, testimony, inferred, hypothetical)",
                path,
                on="key",
            )
