"""A report by outsiders says that the owner withholds an answer, and names no source in which the owner declines.

"Withheld" means that the owner was asked and refused, or wrote that it will not say. If outsiders merely found nothing, the state is
`unknown`, with the places where they searched. The difference decides whether the owner is counted as having declined.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: third_party}
implementation:
  data_flow: {disclosure: withheld, reason: OpenAI does not publish it.}
```

Good:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: third_party}
implementation:
  data_flow: {disclosure: withheld, reason: The report says that it holds no details of the data set., sources: [report]}
references:
  - {id: report, title: GPT-4 Technical Report, arxiv: "2303.08774", kind: paper, by: owner}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.routes import is_outside

RULE = Rule("HON011", "withheld-without-source", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each answer that outsiders call withheld without a source."""
    if context.report.schema_version == "1.0" or not is_outside(context.report):
        return
    for path, answer in context.all_framed:
        cited = answer.sources or "[@" in (answer.reason or "") + (answer.text or "")
        if answer.disclosure == "withheld" and not cited:
            yield Problem(
                "the report is by outsiders and names no source in which the owner declines to answer",
                "Name it in `sources`, or write `disclosure: unknown` and `searched:` if nothing was found",
                (*path, "disclosure"),
            )
