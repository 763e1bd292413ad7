"""A reward applies to a part of the cases, and nothing watches the rest.

What is rewarded in one place is learned everywhere. A reward for one personality of ChatGPT, 2.5 % of responses,
brought goblins into all of them, through outputs that were used for training again (OpenAI, "Where the goblins came
from", 29 April 2026). Name a metric that would show it outside the scope, or what is known of spillover.

Bad:
```yaml
rlhf:
  ai_feedback:
    - {id: nerdy, kind: ai_judge, judge: A model, applies_to: The nerdy personality alone}
```

Good:
```yaml
rlhf:
  ai_feedback:
    - {id: nerdy, kind: ai_judge, judge: A model, applies_to: The nerdy personality alone}
  reward_hacking:
    - {id: creatures, name: Goblins in answers, probe: Words counted over all answers, spillover: They rose in all personalities.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_empty_value

RULE = Rule("RLF015", "reward-scope-unwatched", "warning", needs_rlhf=True, preview=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each judge of a part of the cases, where no reward hacking is measured beyond it."""
    hacks = context.rlhf.reward_hacking
    if hacks.stated or any(hack.monitored_by or not hack.spillover.unanswered for hack in hacks.items):
        return
    for index, judge in enumerate(context.rlhf.ai_feedback.items):
        if not is_empty_value("applies_to", judge.applies_to or "") and not _is_all(judge.applies_to or ""):
            yield Problem(
                f"{judge.id} rewards a part of the cases, and nothing watches whether it spreads to the others",
                "Add an entry to `rlhf.reward_hacking` with `monitored_by` or `spillover`",
                ("rlhf", "ai_feedback", "items", index, "applies_to"),
            )


def _is_all(text: str) -> bool:
    return text.strip().lower().startswith(("all", "every", "any"))
