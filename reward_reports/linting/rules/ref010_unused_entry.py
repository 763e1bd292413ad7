"""A source is never cited, or a stakeholder has no role in the report.

An uncited source suggests support that no statement has. A stakeholder who is not affected by anything and has no
role in later reports may have been forgotten. A bibliography may serve several documents, so it is reported only if
nothing in it is cited.

Bad:
```yaml
references:
  - {id: harper2015, title: The MovieLens Datasets, year: 2015}
```

Good:
```yaml
implementation:
  data_flow: Ratings are released from time to time [@harper2015].
references:
  - {id: harper2015, title: The MovieLens Datasets, year: 2015}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.model.citing import CITED, cited_id
from reward_reports.report.model.institutional_interface import Stakeholder

RULE = Rule("REF010", "unused-entry", "info", level="publishable", needs_whole=True)
_CITED = lazy(CITED)


def check(context: Context) -> Iterator[Problem]:
    """Give every source that nothing cites, and every stakeholder that is but a name."""
    report, text = context.report, context.document.text
    used = {name for _, name, *_ in context.pointers}
    for index, reference in enumerate(report.references):
        if reference.id not in used and text.count(reference.id) < 2:
            advice = f"Cite it where it backs a statement, as `[@{reference.id}]` or in `sources`, or remove it"
            yield Problem(f"nothing cites the source `{reference.id}`", advice, ("references", index))
    if context.bibliography and context.bibliography.keys().isdisjoint(used.union(_cited(text))):
        advice = "Cite a source where it backs a statement, as `[@key]` or in `sources`, or remove the line"
        yield Problem("nothing cites any source of the bibliography", advice, ("bibliography",))
    for index, holder in enumerate(report.institutional_interface.stakeholders.items):
        if _only_named(holder) and holder.id not in used and not _mentioned(text, holder):
            yield Problem(
                f"the stakeholder `{holder.id}` has no role in the report",
                "Add `reporting_role:`, or name it under `affected:` of a failure mode or a feedback loop",
                ("institutional_interface", "stakeholders", "items", index),
            )


def _cited(text: str) -> Iterator[str]:
    for cited in _CITED.finditer(text):
        yield cited_id(cited[1])


def _only_named(holder: Stakeholder) -> bool:
    return "reporting_role" not in holder.model_fields_set and holder.in_scope is not False


def _mentioned(text: str, holder: Stakeholder) -> bool:
    return text.count(holder.id) > 1 or text.lower().count(holder.name.lower()) > 1
