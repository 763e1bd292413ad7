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
from reward_reports.linting.extract.pointers import ANY_ID, in_words
from reward_reports.linting.extract.prose import closest, plain_id
from reward_reports.linting.rule import Rule
from reward_reports.report import text_edits
from reward_reports.report.model.about import Target
from reward_reports.report.model.fields import noun_of
from reward_reports.report.model.pointers import model_of

RULE = Rule("REF001", "unknown-id", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every id that leads nowhere."""
    ids = context.ids
    for path, name, points_to, _ in context.pointers:
        targets = points_to.targets
        if any(name in ids[target] for target in targets) or targets == ("stakeholder",):
            continue
        if targets != ("reference",) or context.bibliography is not None:
            yield _problem(context, path, name, targets)


def _problem(context: Context, path: Path, name: str, targets: tuple[Target, ...]) -> Problem:
    noun, place = in_words(targets)
    others = [target for target, ids in context.ids.items() if ids is not ANY_ID and name in ids]
    message = f"no {noun} of the report has the id `{name}`"
    if others:
        message += f", which is the id of {_with_article(noun_of(model_of(others[0])))}"
    meant = closest(name, frozenset().union(*(context.ids[target] for target in targets)))
    if meant is None:
        return Problem(message, f"Add it to {place}, or use an id that is defined there", path)
    edit = text_edits.replace_value(context.document, path, text_edits.quoted(meant))
    safe = plain_id(meant) == plain_id(name)
    fix = Fix(f"Write `{meant}`", (edit,), safe=safe) if edit else None
    return Problem(message, f"Write `{meant}` if that is meant, or add it to {place}", path, fix=fix)


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
