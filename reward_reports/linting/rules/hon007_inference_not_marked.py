"""An answer is a guess that is not marked as one.

In a report by outsiders, "it is possible that" is the authors' conclusion; quoted without its mark, it becomes a fact
about the owner. Set `basis: inferred`, or name the source of the claim. Reports by the owner, failure modes and
limitations are not checked, because they describe possibilities by nature.

Bad:
```yaml
report: {id: chatbot, title: A chatbot, version: "1.0", kind: third_party}
system_maintenance:
  update_triggers: It is possible that a public controversy would prompt a new version.
```

Good:
```yaml
report: {id: chatbot, title: A chatbot, version: "1.0", kind: third_party}
system_maintenance:
  update_triggers: {text: It is possible that a public controversy would prompt a new version., basis: inferred}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("HON007", "inference-not-marked", "warning")
_GUESS = lazy(
    r"\bit\s+is\s+(?:possible|likely|probable)\s+that\b|\bpresumably\b|\bwe\s+(?:assume|presume|infer|suspect|surmise)\b"
    r"|\bit\s+(?:appears|seems)\s+that\b|\bappears?\s+to\s+(?:be|have|use|work|rely|depend|favou?r|reflect|reward|optimi[sz]e)\b",
    re.IGNORECASE,
)
_LEFT_ALONE = frozenset({"known_failure_modes", "limitations", "recommendations"})


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for the first guess of each answer that states neither basis nor sources."""
    if context.report.report.kind not in ("third_party", "retrospective"):
        return
    for path, text, answer in context.texts:
        if answer.basis is not None or answer.sources or answer.stated or path[-1] in _LEFT_ALONE:
            continue
        match = _GUESS.search(text)
        if match:
            yield Problem(
                f'"{" ".join(match[0].split())}" is a guess that is not marked as one',
                "Add `basis: inferred`, or name in `sources` who says so",
                (*path, "text"),
                within=match.span(),
            )
