"""Versions of one report: a section that stands in them in the same words is read once.

Each part of the top level is read as a file of its own. Where that may not give what the whole file gives, the file is left to
`load_bytes`.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from reward_reports.report.loading.decoding import decode
from reward_reports.report.loading.node_values import Walker
from reward_reports.report.loading.parsing import Limits, compose
from reward_reports.report.loading.top_level import parts_of
from reward_reports.report.model import Report


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
        if problems:
            return None
        parts = parts_of(text, self._limits)
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
