"""An answer is too short to say anything.

"Online" is not an evaluation environment, and "Quarterly" no motive for a cadence. Nobody can check such an answer or learn
from it. Fields that a name or an address can answer in full are passed over, and so are answers with typed values.

Bad:
```yaml
evaluation:
  evaluation_environment: Online
```

Good:
```yaml
evaluation:
  evaluation_environment: People in the city's office tried it for two weeks on questions from the hotline.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.placeholders import is_placeholder

RULE = Rule("SUB001", "too-short", "warning", preview=True)
_SHORT = 30  # characters
_WORDS = 3
_NAMES = frozenset(
    {"system_owner", "dates", "feedback_and_communication", "other_resources", "deployment_agency", "base_model"}
)
"""Fields whose whole answer can be a name, a date or an address."""
_CADENCE: Path = ("system_maintenance", "reporting_cadence")
_LATIN = "\u024f"
_PLAIN = FRAME | {"text"}


def check(context: Context) -> Iterator[Problem]:
    """Give every answer of two or three words, without anything beside them."""
    for path, text, answer in context.texts:
        if len(text) >= _SHORT or answer.disclosure != "answered" or path[1] in _NAMES:
            continue
        if answer.model_fields_set <= _PLAIN and _says_little(text):
            yield (path == _CADENCE and _interval(context, text)) or Problem(
                f"the answer, {text.strip()!r}, is too short to say anything",
                "Answer the field's questions, or say with `disclosure` and `reason` why you cannot",
                (*path, "text"),
            )


def _interval(context: Context, text: str) -> Problem | None:
    """Return the problem of a cadence that is an interval in words, and nothing more."""
    from reward_reports.linting.extract.cadences import cadence_fix  # few reports need its patterns
    from reward_reports.report.model.intervals import parse_interval

    interval = parse_interval(text)
    if interval is None:
        return None
    return Problem(
        f"the answer, {text.strip()!r}, gives an interval and no reason for it",
        f"Say why this often, and give the interval as `every: {interval.duration or '…'}`",
        (*_CADENCE, "text"),
        fix=cadence_fix(context, interval),
    )


def _says_little(text: str) -> bool:
    """Whether it is a word or three; formulas, citations, addresses and scripts without blanks are not counted."""
    if not text.strip() or len(text.split()) > _WORDS or is_placeholder(text):
        return False
    return not any(mark in text for mark in "$@/=[?") and max(text) <= _LATIN
