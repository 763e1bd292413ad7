"""For reviewdog: its diagnostic format, with fixes as suggestions. Columns count bytes of UTF-8.

Reviewdog posts a message as Markdown, so what a report says is escaped.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.markdown import escape_line
from reward_reports.linting.finding import SEVERITIES
from reward_reports.linting.formats.names import relative
from reward_reports.linting.formats.sources import Sources
from reward_reports.linting.formats.summary import SHOW_ALL, more

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Omitted, Result

_LONGEST = 50
"""Lines that a suggestion may span; one that spans more cannot be reviewed."""


def render(result: Result, *, root: str = "") -> str:
    """Return the findings as a `DiagnosticResult`.

    Args:
        result: what to show.
        root: the folder of the checkout, by default the current one.
    """
    sources = Sources(result)
    data: dict[str, Any] = {"source": {"name": "reward-reports"}}
    worst = [severity for severity in SEVERITIES if result.count(severity)][:1]
    if worst:
        data["severity"] = worst[0].upper()
    data["diagnostics"] = [_diagnostic(finding, sources, root) for finding in result.shown]
    data["diagnostics"] += [_rest(omitted, sources, root) for omitted in result.omitted]
    return dump(data)


def _diagnostic(finding: Finding, sources: Sources, root: str) -> dict[str, Any]:
    span = _range(sources, finding.file, (finding.line, finding.column, finding.end_line, finding.end_column))
    diagnostic = {
        "message": f"{escape_line(finding.message)}\n{escape_line(finding.advice)}",
        "location": {"path": relative(finding.file, root), "range": span},
        "severity": finding.severity.upper(),
        "code": {"value": finding.code},
    }
    suggestions = _suggestions(finding, sources)
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _rest(omitted: Omitted, sources: Sources, root: str) -> dict[str, Any]:
    """Return a diagnostic for what is counted and not shown, at the first of it."""
    first = replace(omitted.first, message=more(omitted), advice=SHOW_ALL, fix=None)
    return _diagnostic(first, sources, root)


def _suggestions(finding: Finding, sources: Sources) -> list[dict[str, Any]]:
    """Return one suggestion: several would be taken for alternatives, so the edits of a fix are made one."""
    merged = sources.merged(finding)
    if merged is None or merged.end_line - merged.line >= _LONGEST:
        return []
    span = _range(sources, finding.file, (merged.line, merged.column, merged.end_line, merged.end_column))
    return [{"range": span, "text": merged.text}]


def _range(sources: Sources, name: str, place: tuple[int, int, int, int]) -> dict[str, Any]:
    line, column, end_line, end_column = place
    return {
        "start": {"line": line, "column": sources.byte_column(name, line, column)},
        "end": {"line": end_line, "column": sources.byte_column(name, end_line, end_column)},
    }
