"""What users do is used for training, and the report does not say how they are told or can refuse.

Thumbs of ChatGPT's users became a reward in 2025 and made it flatter them (OpenAI, "Expanding on what we missed with
sycophancy", 2 May 2025). Those whose acts are used can object only if they know.

Bad:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: first_party}
rlhf:
  deployment_signals: [{id: thumbs, source: Thumbs up and down, share: 0.1}]
```

Good:
```yaml
schema_version: "1.1"
report: {id: example, title: An example, version: "1.0", kind: first_party}
rlhf:
  deployment_signals: [{id: thumbs, source: Thumbs up and down, share: 0.1, notice: In the settings, opt_out: A switch in the settings}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("RLF024", "user-signal-without-notice-or-opt-out", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each signal that names neither a notice nor a way to refuse."""
    if context.report.schema_version == "1.0" or context.rlhf.deployment_signals.stated:
        return
    for index, signal in enumerate(context.rlhf.deployment_signals.items):
        lacks = [key for key in ("notice", "opt_out") if is_empty_value(key, getattr(signal, key) or "")]
        if lacks:
            yield Problem(
                f"{signal.id} is used for training, and nothing is said of {' and '.join(lacks)}",
                "Say how users are told and how they refuse; that they are not, or cannot, is an answer too",
                ("rlhf", "deployment_signals", "items", index),
            )
