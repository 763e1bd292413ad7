"""A report that existed at the base is missing.

Deleting a report does not undo what the system did. Auditors and the people it affected look for the report and find nothing.
Keep the report of a system that has ended, with `status: archived`. If another report takes its place, name the old id there in
`supersedes`. A report that was renamed or moved is recognised by its id.

Base:
```yaml
# file: shelf.reward-report.yaml
schema_version: "1.0"
report: {id: shelf, title: Shelf, version: "1.0", kind: first_party}
# file: desk.reward-report.yaml
schema_version: "1.0"
report: {id: desk, title: Desk, version: "1.0", kind: first_party}
```

Bad:
```yaml
# file: desk.reward-report.yaml
schema_version: "1.0"
report: {id: desk, title: Desk, version: "1.0", kind: first_party}
```

Good:
```yaml
# file: moved/shelf.reward-report.yaml
schema_version: "1.0"
report: {id: shelf, title: Shelf, version: "1.1", status: archived, kind: first_party}
# file: desk.reward-report.yaml
schema_version: "1.0"
report: {id: desk, title: Desk, version: "1.0", kind: first_party}
```

Good: another report takes its place.
```yaml
# file: desk.reward-report.yaml
schema_version: "1.0"
report: {id: desk, title: Desk, version: "1.1", kind: first_party, supersedes: shelf}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.linting.rule import Rule
from reward_reports.linting.whole_run import Located, WholeRun

RULE = Rule("LIV018", "report-vanished", "error", level="minimal", needs_base=True)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")


def check(run: WholeRun) -> Iterator[Located]:
    """Give a problem for each file at the base whose report no file holds now, and none supersedes."""
    kept = {seen.report for seen in run.seen.values()}
    for seen in run.seen.values():
        kept.update(word.rstrip(".:") for word in _ID.findall(seen.supersedes))
    for name, report in run.gone.items():
        if report not in kept:
            what = f"the report `{report}`" if report else "a report"
            yield Located(
                name,
                report or name,
                f"{what} existed at the base and is missing",
                "Put it back, with `status: archived` if it is over, or name it in `supersedes` of the report that replaces it",
            )
