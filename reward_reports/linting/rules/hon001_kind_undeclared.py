"""The report does not say who wrote it, or claims to be first-party without an author from the owner.

A sentence means different things when it comes from the people who run the system and from people who watch it. A
first-party report needs at least one author who belongs to the owner; a contractor who built or runs the system for
the owner counts.

Bad:
```yaml
report: {id: films, title: Film recommender, version: "4.1"}
```

Bad:
```yaml
report:
  id: films
  title: Film recommender
  version: "4.1"
  kind: first_party
  authors: [{name: A. Student, affiliation: Another university, relationship: independent}]
```

Good:
```yaml
report:
  id: films
  title: Film recommender
  version: "4.1"
  kind: third_party
  authors: [{name: A. Student, affiliation: Another university, relationship: independent}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("HON001", "kind-undeclared", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if `kind` is missing, or is first_party and no author is on the owner's side."""
    info = context.report.report
    if info.kind is None:
        yield Problem(
            "the report does not say who wrote it",
            "Add `kind:` first_party, third_party, retrospective or hypothetical",
            ("report",),
            on="key",
        )
    elif info.kind == "first_party" and not any(
        author.relationship in ("owner", "contractor") for author in info.authors
    ):
        who = "no author belongs to the owner" if info.authors else "no author is named"
        yield Problem(
            f"the report is called first_party, and {who}",
            "Name an author with `relationship: owner`, or call it third_party or retrospective",
            ("report", "kind"),
        )
