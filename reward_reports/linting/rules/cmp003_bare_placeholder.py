"""An answer is nothing but a placeholder: "N/A", "TBD", "none", "not available to the public".

It does not say whether the question does not arise, nobody knows, or somebody will not tell, and these mean very
different things to an auditor or to a person affected. The state and a reason take one line. Until then the field counts as
not answered on pages, in `status` and `compare`, in badges and in exports.

Bad:
```yaml
evaluation:
  performance_standards: N/A
implementation:
  engineering_tricks: Not available to the public.
```

Bad: a mitigation that is none.
```yaml
optimization_intent:
  known_failure_modes:
    - {id: loop, name: Bestsellers recommend themselves, status: observed, mitigation: TBD}
```

Good:
```yaml
evaluation:
  performance_standards: {disclosure: not_applicable, reason: No law or contract sets one for a reading list.}
implementation:
  engineering_tricks: {disclosure: withheld, reason: The supplier counts them as trade secrets.}
optimization_intent:
  known_failure_modes:
    - {id: loop, name: Bestsellers recommend themselves, status: accepted, mitigation: None; it harms nobody yet.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.placeholders import placeholder_values, placeholders_in
from reward_reports.linting.extract.wording import STATE_IT
from reward_reports.linting.rule import Rule
from reward_reports.report.model.placeholders import is_placeholder

RULE = Rule("CMP003", "bare-placeholder", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each answer, and each explaining text of an entry, that is a placeholder."""
    for path, text, answer in context.all_texts:
        if is_placeholder(text) and answer.unanswered:
            yield Problem(
                f"{_shown(text)} is a placeholder, not an answer", f"Write the answer, {STATE_IT}", (*path, "text")
            )
    for path, items in context.registers:
        for place, key, text in placeholders_in(path, items):
            yield _in_key(place, key, text)
    for path, answer in context.answers:
        if not answer.blank and answer.unanswered:
            for place, key, text in placeholder_values(path, answer):
                yield _in_key(place, key, text)


def _in_key(place: Path, key: str, text: str) -> Problem:
    return Problem(
        f"{_shown(text)} is a placeholder and does not fill {key}",
        "Say it in a sentence, or say what is not known about it and why",
        place,
    )


def _shown(text: str) -> str:
    return f'"{text.strip()}"'
