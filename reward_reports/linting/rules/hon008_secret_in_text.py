"""What looks like a password, key or token stands in the file.

A report is made to be published, and programs search published files for keys within minutes. Whatever stood here once
counts as known to others, also after it was deleted: old revisions keep it.

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

from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.problems import Problem, Span

RULE = Rule("HON008", "secret-in-text", "error", level="minimal", needs_report=False)
_CAPITAL = (
    (b"AKIA", "an AWS access key", re.compile(r"AKIA(?<!\wAKIA)[0-9A-Z]{16}(?![0-9A-Za-z])")),
    (b"ASIA", "an AWS access key", re.compile(r"ASIA(?<!\wASIA)[0-9A-Z]{16}(?![0-9A-Za-z])")),
    (b"AI", "a Google API key", re.compile(r"AIza[0-9A-Za-z_-]{35}")),
    (b"-----", "a private key", re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----")),
    (b"J", "a signed web token", re.compile(r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}", re.ASCII)),
    (b"@", "a password in an address", re.compile(r"://[^\s/:@?#\"'<>{}$*]+:(?P<value>[^\s/:@?#\"'<>{}$*]{3,})@")),
)
"""Kinds whose mark is among `Context.marks`, so that they cost nothing where there are none."""
_OTHERS = (
    ("a GitHub token", re.compile(r"gh[pousr]_[0-9A-Za-z]{36,}|github_pat_\w{22,}", re.ASCII)),
    ("an API key", re.compile(r"sk-(?<![\w-]sk-)(?=[\w-]*\d)[\w-]{20,}", re.ASCII)),
    ("a Slack token", re.compile(r"xox[abeoprs]-[\w-]{10,}", re.ASCII)),
    ("a Hugging Face token", re.compile(r"hf_(?<!\whf_)[0-9A-Za-z]{30,}")),
    (
        "a password",
        re.compile(
            r"(?<=[Pp])assw(?:or)?d[\"']?[ \t]*[:=][ \t]*[\"']?(?P<value>(?=[^\s\"']*\d)(?=[^\s\"']*[A-Za-z])[^\s\"'<>{}*,;]{6,})"
        ),
    ),
)
_STAND_INS = re.compile(r"example|(.)\1{5}|your|placeholder|redacted|pass(?:word)?\Z", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each such string; what it is made of is never repeated."""
    text, marks = context.document.text, context.marks
    for mark, what, pattern in _CAPITAL:
        if mark in marks:
            yield from _found(what, pattern, text)
    for what, pattern in _OTHERS:
        yield from _found(what, pattern, text)


def _found(what: str, pattern: re.Pattern[str], text: str) -> Iterator[Problem]:
    for match in pattern.finditer(text):
        secret = match.groupdict().get("value") or match[0]
        if not _STAND_INS.search(secret):
            yield Problem(
                f"what looks like {what} stands here",
                "Revoke it first, since it counts as known; then remove it here and from the file's history",
                span=Span(match.start(), match.end()),
            )
