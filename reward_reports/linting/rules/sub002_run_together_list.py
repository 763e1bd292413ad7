"""A list was pasted without its line breaks, and its entries run together.

"Goal completion rateMissed utterances" is hard to read for people and unreadable for screen readers, and nobody can tell how many
things are listed.

Bad:
```yaml
evaluation:
  evaluation_validity: Total interactionsAverage chat durationGoal completion rateMissed utterancesHuman takeover rate
```

Good:
```yaml
evaluation:
  evaluation_validity: Total interactions, average chat duration, goal completion rate, missed utterances, takeovers by people
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import prose
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("SUB002", "run-together-list", "warning", preview=True)
_SHAPE = bytes(
    ord("a") if chr(code).islower() else ord("A") if chr(code).isupper() else code if code < 128 else 32
    for code in range(256)
)
"""Turns ASCII letters into one small and one capital letter, so that a plain search finds the place."""
_SMALL, _CAPITAL = b"aA"
_JOINT = lazy(r"(?<![\w$\\/.@#=+-])([a-z]{4,})([A-Z][a-z]{2,})(?=[\s.,;:!?)]|\Z)")


def check(context: Context) -> Iterator[Problem]:
    """Give every text in which two words or more run into the next entry."""
    if not _may_have_joint(context.document.text.encode("utf-8", "replace").translate(_SHAPE)):
        return
    for path, text in prose(context, " "):
        joints = [match for match in _JOINT.finditer(text) if not _in_formula(text, match.start())]
        # camelCase names of a program repeat their parts: thumbsUp, thumbsDown
        if len({match[1] for match in joints}) > 1 and len({match[2] for match in joints}) > 1:
            first = joints[0]
            yield Problem(
                f"entries of a list run together, as in `{first[0]}`",
                "Put each entry on a line of its own that begins with `- `",
                long_form(path),
                within=first.span(),
            )


def _may_have_joint(shape: bytes) -> bool:
    """Whether a word begins small and has a capital inside, unlike MovieLens."""
    at = shape.find(b"aaaaAaa")
    while at >= 0:
        start = at
        while start and shape[start - 1] == _SMALL:
            start -= 1
        if not start or shape[start - 1] != _CAPITAL:
            return True
        at = shape.find(b"aaaaAaa", at + 1)
    return False


def _in_formula(text: str, at: int) -> bool:
    return text.count("$", 0, at) % 2 == 1
