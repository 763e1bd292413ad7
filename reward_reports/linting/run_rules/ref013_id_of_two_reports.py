"""Two reports have the same id.

A report is identified by its id: a site has one page for each id, and baselines and comparisons match reports by it. A copied report keeps the id
until somebody changes it. Versions of one report may be in one folder if their names differ only in a date or a version.

Bad:
```yaml
# file: adults.reward-report.yaml
schema_version: "1.0"
report: {id: shelf, title: Shelf for adults, version: "1.0", kind: first_party}
# file: children.reward-report.yaml
schema_version: "1.0"
report: {id: shelf, title: Shelf for children, version: "1.0", kind: first_party}
```

Good:
```yaml
# file: adults.reward-report.yaml
schema_version: "1.0"
report: {id: shelf-adults, title: Shelf for adults, version: "1.0", kind: first_party}
# file: children.reward-report.yaml
schema_version: "1.0"
report: {id: shelf-children, title: Shelf for children, version: "1.0", kind: first_party}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.rule import Rule
from reward_reports.linting.whole_run import Located, WholeRun

RULE = Rule("REF013", "id-of-two-reports", "error", level="minimal")
_SHOWN = 3


def check(run: WholeRun) -> Iterator[Located]:
    """Give a problem for each file whose report has the id of another one."""
    files: dict[str, list[str]] = {}
    for name, seen in run.seen.items():
        if seen.report:
            files.setdefault(seen.report, []).append(name)
    for same in files.values():
        if len(same) > 1 and not _versions(same):
            yield from (_located(name, same, run) for name in same)


def _versions(names: list[str]) -> bool:
    """Whether files are versions of one report, by their names."""
    from reward_reports.changes.history.series import is_series

    folders = {name.rpartition("/")[0] for name in names}
    return len(folders) == 1 and is_series([name.rpartition("/")[2] for name in names])


def _located(name: str, same: list[str], run: WholeRun) -> Located:
    others = [other for other in same if other != name]
    shown = ", ".join(others[:_SHOWN]) + (f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else "")
    seen = run.seen[name]
    return Located(
        name,
        seen.report,
        f"the id `{seen.report}` is also that of {shown}",
        "Give one of the reports another `report.id`",
        "report.id",
        seen.place,
    )
