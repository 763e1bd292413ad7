"""Keeps passwords, tokens and keys out of reports."""

from __future__ import annotations

import re

HIDDEN = "(not shown: it looks like a secret)"
_NAMES = re.compile(
    r"(?:^|[_.\-])(?:token|secret|password|passwd|pwd|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|auth)(?:$|[_.\-](?!ids?$|len|size|limit))",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"\b(?:hf_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|AKIA[0-9A-Z]{12,}|xox[abpr]-[\w-]{10,}|[0-9a-f]{40}"
    r"|eyJ[\w-]{10,}\.[\w-]{10,})\b|://[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY"
)


def shown(name: str, value: object) -> object:
    """Return a value, or words in its place where its name or itself looks like a secret."""
    if isinstance(value, str) and value and _NAMES.search(name):
        return HIDDEN
    if isinstance(value, str) and _VALUES.search(value):
        return HIDDEN
    return value
