"""Versions of one report: a section that stands in them in the same words is read once.

A file is taken apart at the keys of its top level, and each part is read as a file of its own. That gives what the whole file
gives as long as every part is a mapping of one key that begins its line, and none of them names what stands in another. Where
that is not certain, the file is left to `load_bytes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from reward_reports.report.loading.decoding import decode
from reward_reports.report.loading.node_values import Walker
from reward_reports.report.loading.parsing import Limits, compose
from reward_reports.report.model import Report

_KEY = re.compile(r"^[A-Za-z_][\w-]*:(?=\s)", re.MULTILINE | re.ASCII)
_BEFORE_KEYS = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*")
"""Empty lines and comments."""
_OLD_END = re.compile(r"\r(?!\n)")
_ANCHOR = re.compile(r"(?<!\w)&\S", re.ASCII)


class Versions:
    """Reads the versions of a report. Equal sections of two reports are one object."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: dict[str, tuple[str, Any]] = {}
        self._reports: dict[bytes, Report] = {}

    def report(self, raw: bytes) -> Report | None:
        """Return the report in a file's bytes; None where there is none, or only `load_bytes` can tell."""
        known = self._reports.get(raw) or self._report(raw)
        if known is not None:
            self._reports[raw] = known
        return known

    def _report(self, raw: bytes) -> Report | None:
        text, problems = decode(raw, self._limits.max_bytes)
        # A key or value has a character at least: so many characters cannot hold more of them than is read.
        if problems or len(text) > self._limits.max_nodes or _is_uncertain(text):
            return None
        parts = list(_parts(text))
        read = [self._parts.get(part) or self._read(part) for part in parts]
        values = dict(one for one in read if one)
        if not parts or len(values) < len(parts) or "extensions" in values:
            return None
        try:
            report = Report.model_validate(values)
        except (ValidationError, RecursionError):
            return None
        for part, key in zip(parts, values, strict=True):
            self._parts[part] = key, getattr(report, key) if key in Report.model_fields else values[key]
        return report

    def _read(self, part: str) -> tuple[str, Any] | None:
        """Return the only key of a part and its value, or None if something else stands there."""
        root, problems = compose(part, self._limits)
        if root is None or problems:
            return None
        walker = Walker(part, self._limits)
        data = walker.walk(root)
        if walker.problems or not isinstance(data, dict) or len(data) != 1:
            return None
        return next(iter(data.items()))


def _is_uncertain(text: str) -> bool:
    """Whether a part may not stand for itself: a document begins or ends in the text, an anchor stands in it, or an old end of a line."""
    return (
        text.startswith("---")
        or "\n---" in text
        or "\n..." in text
        or ("\r" in text and _OLD_END.search(text) is not None)
        or ("&" in text and _ANCHOR.search(text) is not None)
    )


def _parts(text: str) -> Iterator[str]:
    """Give the stretches of a text that begin with a key of its top level, or nothing where it begins otherwise."""
    starts = [found.start() for found in _KEY.finditer(text)]
    if not starts or not _BEFORE_KEYS.fullmatch(text, 0, starts[0]):
        return
    starts[0] = 0
    yield from (text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
