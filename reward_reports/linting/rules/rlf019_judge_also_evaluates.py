"""The judge that gives the reward also grades the evaluations.

A policy that has learned to please a judge pleases it in the evaluation too; the score says how well it learned the
judge. An evaluation needs another judge, or people.

Bad:
```yaml
rlhf:
  ai_feedback:
    - {id: judge, kind: ai_judge, judge: Model A, also_used_for_evaluation: true}
```

Good:
```yaml
rlhf:
  ai_feedback:
    - {id: judge, kind: ai_judge, judge: Model A, also_used_for_evaluation: false}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("RLF019", "judge-also-evaluates", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each judge that grades the evaluations too, unless people or another judge graded some."""
    others = {result.judge for result in context.report.evaluation.offline_evaluations.items if result.judge}
    human = any(result.kind == "human" for result in context.report.evaluation.offline_evaluations.items)
    for index, judge in enumerate(context.rlhf.ai_feedback.items):
        if judge.also_used_for_evaluation and not human and not others - {judge.judge}:
            yield Problem(
                f"{judge.id} gives the reward and grades the evaluations",
                "Add an evaluation by people or by another `judge`",
                ("rlhf", "ai_feedback", "items", index, "also_used_for_evaluation"),
            )
