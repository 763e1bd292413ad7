"""An id is used that the report does not define.

A failure mode that is detected by a metric which does not exist is not detected at all, and a reader who follows the id
finds nothing. Ids of stakeholders and citations in prose have their own rules. The keys of the `bibliography` count as ids
of sources; where that file cannot be read, nothing is said of sources.

Bad:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: small-press, name: Small-press share}
  known_failure_modes:
    - {id: bestseller-loop, name: Bestsellers recommend themselves, detected_by: [small_press]}
```

Good:
```yaml
optimization_intent:
  oversight_metrics:
    - {id: small-press, name: Small-press share}
  known_failure_modes:
    - {id: bestseller-loop, name: Bestsellers recommend themselves, detected_by: [small-press]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Fix, Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.pointers import ANY_ID, Target
from reward_reports.linting.extract.prose import closest, plain_id
from reward_reports.linting.rule import Rule
from reward_reports.report import text_edits

RULE = Rule("REF001", "unknown-id", "error", level="minimal")
_NOUNS: dict[Target, tuple[str, str]] = {
    "metric": ("metric", "the performance or oversight metrics"),
    "trigger": ("trigger", "the update triggers"),
    "expectation": ("expectation", "the `expectations` of a changelog entry"),
    "component": ("component", "the algorithmic details"),
    "preference data": ("preference data", "`rlhf.preference_data`"),
    "data": ("dataset", "the data flow or `rlhf.preference_data`"),
    "reward term": ("reward term", "the reward details"),
    "source of a reward": (
        "dataset, measurement, reward model or user signal",
        "the data flow, the measurement details, `rlhf.preference_data`, `rlhf.reward_models` or `rlhf.deployment_signals`",
    ),
    "reference": ("source", "the references or the bibliography"),
}
_GROUPS = frozenset({"data", "source of a reward"})
"""Targets that hold the ids of several registers."""


def check(context: Context) -> Iterator[Problem]:
    """Give every id that leads nowhere."""
    ids = context.ids
    for path, name, target in context.pointers:
        if name not in ids[target] and target != "stakeholder":
            if target == "reference" and context.bibliography is None:
                continue
            yield _problem(context, path, name, target)


def _problem(context: Context, path: Path, name: str, target: Target) -> Problem:
    noun, place = _NOUNS[target]
    others = [kind for kind, ids in context.ids.items() if ids is not ANY_ID and name in ids and kind not in _GROUPS]
    message = f"no {noun} of the report has the id `{name}`"
    if others:
        message += f", which is the id of a {others[0]}"
    meant = closest(name, context.ids[target])
    if meant is None:
        return Problem(message, f"Add it to {place}, or use an id that is defined there", path)
    edit = text_edits.replace_value(context.document, path, text_edits.quoted(meant))
    safe = plain_id(meant) == plain_id(name)
    fix = Fix(f"Write `{meant}`", (edit,), safe=safe) if edit else None
    return Problem(message, f"Write `{meant}` if that is meant, or add it to {place}", path, fix=fix)
