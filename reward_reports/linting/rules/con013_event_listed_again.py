"""Two changelog entries describe, in nearly the same words, what seems to be one event.

An auditor who counts incidents counts it twice, or looks for it in the wrong version. Entries that differ in a number
or a month are treated as two events. Other entries may also be separate events, so the rule may be wrong.

Bad:
```yaml
report: {id: flow, title: Flow, version: "0.4", kind: first_party}
system_maintenance:
  changelog:
    - {id: seen, version: "0.3", date: 2021-02-14, summary: Diesel vehicles were slowed down more than others near the exit.}
    - {id: again, version: "0.4", date: 2021-04-01, summary: "Near the exit, diesel vehicles were slowed down more than others."}
```

Good:
```yaml
report: {id: flow, title: Flow, version: "0.4", kind: first_party}
system_maintenance:
  changelog:
    - {id: seen, version: "0.3", date: 2021-02-14, summary: Diesel vehicles were slowed down more than others near the exit.}
    - {id: still, version: "0.4", date: 2021-04-01, summary: "A threshold was set for them, and nothing else changed."}
```
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import normalised
from reward_reports.linting.extract.routine import RECURRING
from reward_reports.linting.rule import Rule

RULE = Rule("CON013", "event-listed-again", "warning", preview=True)
_FEWEST = 8  # different words from which likeness says something
_SHARE = 0.75
"""Of all words of two entries, how many must stand in both."""
_NEAR = 40
"""Each entry is compared with so many before it, so that a long changelog takes no longer for each."""
_MONTHS = frozenset(
    "january february march april may june july august september october november december spring summer autumn winter".split()
)


def check(context: Context) -> Iterator[Problem]:
    """Give every entry that describes in nearly the same words what an earlier entry described."""
    before: deque[tuple[frozenset[str], tuple[str, str]]] = deque(maxlen=_NEAR)
    for path, entry in context.entries:
        summary = normalised(entry.summary)
        words = frozenset(summary.split())
        if len(words) < _FEWEST or entry.kind in RECURRING:
            continue
        for earlier, (text, version) in before:
            if text != summary and _alike(words, earlier):
                yield Problem(
                    f"the entry seems to describe the same event as the one of version {version}",
                    "Keep the event in one entry, or say in this one what happened since",
                    (*path, "summary"),
                )
                break
        before.append((words, (summary, entry.version)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if len(one & other) < _SHARE * len(one | other):
        return False
    return not any(word in _MONTHS or any(map(str.isdigit, word)) for word in one ^ other)
