"""Somebody vouched for an answer, and it has changed since.

The name of an auditor beside an answer that they never read is worse than no name. Undo the change, or ask them to read the answer
again and run `reward-reports attest`.

Bad:
```yaml
implementation:
  limitations:
    text: Rain and night were simulated.
    attested:
      - {by: City audit, on: 2026-05-03, digest: "sha256:6f1a", salt: "93c1"}
```

Good:
```yaml
implementation:
  limitations:
    text: Rain and night were never simulated.
    attested:
      - by: City audit
        on: 2026-05-03
        digest: "sha256:c0cde792c3c87fd70e3376aa4c27ea287d7b7aa99a1566805e5b0bf4fcb0a8e3"
        salt: "0f3c9a7be1d24c6f8a5b7c9d0e1f2a3b"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("LIV019", "attestation-stale", "error", level="minimal", needs_whole=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each attestation that no longer fits its answer."""
    if "attested" not in context.document.text:
        return
    from reward_reports.report.attesting import verified

    for one in verified(context.report):
        if one.verdict == "changed":
            yield Problem(
                f"the answer has changed since {one.attestation.by} read it",
                "Have them read it again and run `reward-reports attest`, or take their name out",
                one.path,
            )
