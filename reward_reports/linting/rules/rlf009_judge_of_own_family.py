"""The judge and the policy belong to one family of models.

Models tend to prefer answers like their own, and share their blind spots. Readers of a score by such a judge need to know
that this was looked into.

Bad:
```yaml
rlhf:
  base_model: {name: Llama 2 70B, family: Llama 2}
  ai_feedback:
    - {id: judge, kind: ai_judge, judge: Llama 2 70B Chat, judge_family: Llama 2}
```

Good:
```yaml
rlhf:
  base_model: {name: Llama 2 70B, family: Llama 2}
  ai_feedback:
    - {id: judge, kind: ai_judge, judge: Claude 2, judge_family: Claude}
```

Good: looked into
```yaml
rlhf:
  base_model: {name: Llama 2 70B, family: Llama 2}
  ai_feedback:
    - id: judge
      kind: ai_judge
      judge_family: Llama 2
      known_exploits: Of 400 pairs judged by people too, it chose its own family's answer 6 % more often than they did.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("RLF009", "judge-of-own-family", "warning", needs_rlhf=True)

_PARTS = lazy(r"[^\W\d_]+|\d+")
_JUDGES = frozenset({"ai_judge", "constitution"})


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each judge of the base model's family whose weaknesses nobody looked into."""
    rlhf = context.rlhf
    if not rlhf.base_model.family:
        return
    family = _PARTS.findall(rlhf.base_model.family.casefold())
    for path, feedback in context.items("rlhf", "ai_feedback", rlhf.ai_feedback.items):
        if feedback.kind not in _JUDGES or not feedback.known_exploits.blank:
            continue
        key = "judge_family" if feedback.judge_family else "judge"
        judge = _PARTS.findall((getattr(feedback, key) or "").casefold())
        # A family is compared whole; the name of a model begins with its family's.
        same = judge == family if key == "judge_family" else bool(family) and judge[: len(family)] == family
        if same:
            yield Problem(
                f"the judge {feedback.id} belongs to the policy's own family, {rlhf.base_model.family}",
                "Use a judge of another family, or say under `known_exploits:` "
                "how far it prefers its own family's answers",
                (*path, key),
            )
