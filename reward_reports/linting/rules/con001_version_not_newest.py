"""The report's version is not that of the newest changelog entry.

A reader who finds version 1.0 on the title page and 1.2 in the changelog cannot know which of the two the text describes,
and whoever cites the report cites the wrong one.

Bad:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: first_party}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2025-09-01, summary: First release of the shelf.}
    - {id: explore, version: "1.1", date: 2026-03-02, summary: One slot in three explores.}
```

Good:
```yaml
report: {id: shelf, title: Shelf, version: "1.1", kind: first_party}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2025-09-01, summary: First release of the shelf.}
    - {id: explore, version: "1.1", date: 2026-03-02, summary: One slot in three explores.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Fix, Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import shortened
from reward_reports.linting.extract.version_order import greatest, newest_entries, same_version, version_of
from reward_reports.linting.rule import Rule
from reward_reports.report import text_edits

RULE = Rule("CON001", "version-not-newest", "error", level="minimal")
_PATH: Path = ("report", "version")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if no reading of the changelog makes the report's version its newest."""
    newest = newest_entries(context)
    if not newest:
        return
    version = context.report.report.version
    if len(newest) == 1 and newest[0].version == version:
        return
    latest = [entry.version for entry in newest]
    top = greatest(latest)
    wanted = [top] if top is not None else latest
    if any(same_version(version, other) for other in wanted):
        return
    every = greatest([entry.version for _, entry in context.entries])
    if every is not None and same_version(version, every):
        return  # dates and versions disagree in the changelog itself, which is another rule's matter
    yield _problem(context, version, wanted[-1])


def _problem(context: Context, version: str, newest: str) -> Problem:
    key, newest_key = version_of(version), version_of(newest)
    ahead = key is not None and newest_key is not None and key > newest_key
    stated, wanted = shortened(version), shortened(newest)
    if ahead:
        advice = f"Add a changelog entry for {stated}, or write {wanted}"
    else:
        advice = f"Write {wanted} here, or correct the changelog"
    edit = None if ahead else text_edits.replace_value(context.document, _PATH, text_edits.quoted(newest))
    fix = Fix(f"Write version {wanted}", (edit,), safe=False) if edit else None
    return Problem(f"the report says version {stated}, its newest changelog entry {wanted}", advice, _PATH, fix=fix)
