"""The file contains what looks like a password, key or token.

Reports are published, and programs search published files for keys within minutes. Treat the secret as leaked, even
if it was deleted later: old revisions keep it.

Bad:
```yaml
implementation:
  data_flow: "The log is read with AKIAQ4WFJ2MEXB7RTKCD, as before."
```

Good:
```yaml
implementation:
  data_flow: The log is read with a key that the operations team keeps.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem, Span
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("HON008", "secret-in-text", "error", level="minimal", needs_report=False)
_CAPITAL = (
    (re.compile(rb"AKIA|ASIA"), "an AWS access key", lazy(r"A[KS]IA(?<!\wA[KS]IA)[0-9A-Z]{16}(?![0-9A-Za-z])")),
    (re.compile(rb"AIS"), "a Google API key", lazy(r"AIzaSy[0-9A-Za-z_-]{33}")),
    (re.compile(rb"-----BEGIN"), "a private key", lazy(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----")),
    (
        re.compile(rb"J[-_A-Z]{4}"),
        "a signed web token",
        lazy(r"eyJ(?<![\w-]eyJ)[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}", re.ASCII),
    ),
)
"""Kinds with capitals, each with what `Context.marks` holds of it: where that is missing they cost next to nothing."""
_OTHERS = (
    ("a GitHub token", lazy(r"gh[pousr]_[0-9A-Za-z]{36,}")),
    ("a GitHub token", lazy(r"github_pat_\w{22,}", re.ASCII)),
    ("an API key", lazy(r"sk-(?<![\w-]sk-)(?=[\w-]*\d)[\w-]{20,}", re.ASCII)),
    ("a Slack token", lazy(r"xox[abeoprs]-[\w-]{10,}", re.ASCII)),
    ("a Hugging Face token", lazy(r"hf_(?<!\whf_)[0-9A-Za-z]{30,}")),
    (
        "a password",
        lazy(
            r"assw(?:or)?d[\"']?[ \t]*[:=][ \t]*[\"']?"
            r"(?P<value>(?=[^\s\"']{0,99}\d)(?=[^\s\"']{0,99}[A-Za-z])[^\s\"'<>{}*,;]{6,99})"
        ),
    ),
)
"""Kinds in small letters. Each pattern begins with the letters it needs: `re` passes over a text for those fast."""
_STAND_INS = lazy(r"example|(.)\1{5}|your|placeholder|redacted|pass(?:word)?\Z", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each such string; what it is made of is never repeated."""
    text, marks = context.document.text, context.marks
    for sign, what, pattern in _CAPITAL:
        if sign.search(marks):
            yield from _found(what, pattern, text)
    for what, pattern in _OTHERS:
        if pattern.search(text):
            yield from _found(what, pattern, text)


def _found(what: str, pattern: re.Pattern[str], text: str) -> Iterator[Problem]:
    for match in pattern.finditer(text):
        secret = match.groupdict().get("value") or match[0]
        if not _STAND_INS.search(secret):
            yield Problem(
                f"this looks like {what} stands here",
                "Revoke it first, because it must be treated as leaked; then remove it here and from the file's history",
                span=Span(match.start(), match.end()),
            )
