"""Withheld, unknown and not applicable are confused, or a state has no reason.

"We will not say", "nobody knows" and "the question does not apply" lead readers to different actions: press the
owner, measure it, or move on. A state counts as an answer once it has a reason that matches it.

Bad:
```yaml
implementation:
  data_flow: {disclosure: unknown}
```

Bad: the owner knows and does not tell.
```yaml
implementation:
  data_flow: {disclosure: unknown, reason: The owner declined to say where the data comes from.}
```

Bad: the question does arise.
```yaml
evaluation:
  performance_standards: {disclosure: not_applicable, reason: Not available to the public}
```

Good:
```yaml
implementation:
  data_flow: {disclosure: withheld, reason: The owner declined to say where the data comes from.}
  engineering_tricks: {disclosure: unknown, reason: Neither the paper nor the code mentions any.}
evaluation:
  performance_standards: {disclosure: not_applicable, reason: No law or contract sets one for a reading list.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule
from reward_reports.report.model import Answer
from reward_reports.report.model.placeholders import is_empty_value, is_placeholder

RULE = Rule("HON003", "states-confused", "error")
_SUBJECT = (
    r"(?:(?:this|that|it|they|these|those|all of (?:this|it))\s+|(?:(?:this|the|these|such|all)\s+)?"
    r"(?:information|data|details?|answers?|figures?|values?|numbers?|weights?|rewards?)\s+)"
)
_KEPT_BACK = r"(?:strictly |commercially |business )?(?:confidential|proprietary|undisclosed|secret|classified|(?:a )?trade secrets?|under nda)"
_NOT_PUBLIC = r"not (?:yet )?(?:publicly )?(?:available|public|published|disclosed|shared|released)(?: publicly| to (?:the )?public)?"
_IS = r"(?:is|are|remains?)\s+"
_WHOLLY_KEPT_BACK = lazy(
    rf"\W*(?:{_SUBJECT}{_IS})?(?:{_KEPT_BACK}|{_NOT_PUBLIC})(?: (?:information|data))?\W*\Z", re.IGNORECASE
)
_REFUSED = lazy(
    r"\b(?:declin|refus)(?:e|es|ed|ing)\s+to\s+(?:say|tell|answer|give|share|disclose|publish|release|comment)"
    r"|\b(?:will not|won't|chose not to|has chosen not to|decided not to|do(?:es)? not want to)\s+(?:say|tell|give|share|disclose|publish|release|reveal)\b"
    rf"|\b{_SUBJECT}{_IS}{_KEPT_BACK}\b",
    re.IGNORECASE,
)
_NOBODY_KNOWS = lazy(
    r"\b(?:we|the authors?|nobody|no one)\s+(?:(?:do(?:es)?|did)\s+not\s+know|knows?)\b|\b(?:is|are)\s+(?:unknown|not known)\b"
    r"|\A\W*(?:unknown|not known)\b",
    re.IGNORECASE,
)
_TELLS = lazy(
    r"publish|disclos|releas|reveal|shar|\bsay|\bsaid|\btell|\btold|\bgive|declin|refus|confiden|propriet|secret|owner|compan",
    re.IGNORECASE,
)
_LONGEST = 80  # characters of a text that is wholly a refusal


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each state without a fitting reason, and each refusal that is given as an answer."""
    for path, answer in context.all_framed:
        if answer.stated:
            yield from _state(path, answer)
    for path, text, answer in context.all_texts:
        if len(text) < _LONGEST and not answer.stated:
            yield from _answered(path, text)


def _answered(path: Path, text: str) -> Iterator[Problem]:
    if _WHOLLY_KEPT_BACK.match(text) and not is_placeholder(text):  # CMP003 speaks of those
        yield Problem(
            "a refusal is given as if it were an answer",
            "Write `disclosure: withheld` or `unknown`, with a `reason`",
            (*path, "text"),
        )


def _state(path: Path, answer: Answer) -> Iterator[Problem]:
    state, reason = answer.disclosure, (answer.reason or "").strip()
    if is_empty_value("reason", reason):
        yield Problem(
            f"the state {state} has no reason",
            "Add `reason:` that says why, and where you looked or who decided",
            (*path, "disclosure"),
        )
    elif state == "unknown" and (_WHOLLY_KEPT_BACK.match(reason) or _REFUSED.search(reason)):
        yield _wrong(
            path, "this is marked unknown, but the reason says that somebody knows and does not disclose it", "withheld"
        )
    elif state == "withheld" and _NOBODY_KNOWS.search(reason) and not _TELLS.search(reason):
        yield _wrong(path, "this is marked withheld, but the reason says that it is not known", "unknown")
    elif state == "not_applicable" and (
        _WHOLLY_KEPT_BACK.match(reason) or re.match(r"\W*(?:unknown|not known)\W*\Z", reason, re.IGNORECASE)
    ):
        yield _wrong(
            path,
            "this is marked not_applicable, but the reason only says that it is not disclosed",
            "withheld` or `unknown",
        )


def _wrong(path: Path, message: str, state: str) -> Problem:
    return Problem(message, f"Write `disclosure: {state}`, or a reason that fits", (*path, "reason"))
