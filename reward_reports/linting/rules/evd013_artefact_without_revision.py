"""Code, data or a configuration is cited without its revision.

A repository changes every day. Somebody who reads the code a year later reads different code, and cannot tell whether the
report was wrong then or is only out of date.

Bad:
```yaml
references:
  - {id: code, title: The ranking code, kind: code, by: owner, url: "https://github.com/xai-org/x-algorithm", accessed: 2026-08-12}
```

Good:
```yaml
references:
  - id: code
    title: The ranking code
    kind: code
    by: owner
    revision: 4e5f1a2
    url: "https://github.com/xai-org/x-algorithm"
    accessed: 2026-08-12
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("EVD013", "artefact-without-revision", "warning")
_ARTEFACTS = frozenset({"code", "data", "configuration"})


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each artefact without a revision."""
    for index, source in each(enumerate(context.report.references)):
        if source.kind in _ARTEFACTS and is_empty_value("revision", source.revision or "") and not source.doi:
            yield Problem(
                f"the {source.kind} {source.id} is cited without the revision that was read",
                "Add `revision:`: a commit, a tag or a version",
                ("references", index, "kind"),
            )
