"""For programs: one JSON object, whose shape is kept stable.

    schema_version   "1.0"; the first number changes when a program that reads it could break
    tool             {name, version}
    today            the date that counted as today, YYYY-MM-DD
    fail_level       error, warning, info or never
    failed           whether a finding is as severe as the fail level; the exit code is then 1
    counts           {error, warning, info: findings of that severity; fixable: how many --fix can fix;
                     hidden: by the baseline; fixed: in this run}
    files            the names of the files that were checked
    findings         [{file, code, name, severity, message, advice, path, line, column, end_line, end_column, fix}]
    omitted          [{file, code, name, severity, count}]: what is counted and not among the findings; only there if something
                     is, see --max-per-rule

`path` is the place in the report, empty where there is none. Lines and columns begin at 1; columns count characters, not
bytes; the end column lies behind the last character. `fix` is null or {title, safe, edits: [{start, end, text}]}, where
the text goes in the place of the file's characters from start to end, counted from 0 without a byte order mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reward_reports._version import __version__
from reward_reports.base.escaping.data import dump
from reward_reports.linting.finding import SEVERITIES

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Fix
    from reward_reports.linting.finding import Finding, Omitted, Result

SCHEMA_VERSION = "1.0"
_PLAIN = ("file", "code", "name", "severity", "message", "advice", "path", "line", "column", "end_line", "end_column")


def render(result: Result) -> str:
    """Return the result as JSON."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "reward-reports", "version": __version__},
        "today": result.today.isoformat(),
        "fail_level": result.fail_level,
        "failed": result.failed,
        "counts": _counts(result),
        "files": list(result.files),
        "findings": [_finding(finding) for finding in result.shown],
    }
    return dump({**data, "omitted": list(map(_omitted, result.omitted))} if result.omitted else data)


def _counts(result: Result) -> dict[str, int]:
    fixable = sum(finding.fix is not None and finding.fix.safe for finding in result.findings)
    counts = {str(severity): result.count(severity) for severity in SEVERITIES}
    return {**counts, "fixable": fixable, "hidden": result.hidden, "fixed": result.fixed}


def _finding(finding: Finding) -> dict[str, Any]:
    return {**{key: getattr(finding, key) for key in _PLAIN}, "fix": _fix(finding.fix) if finding.fix else None}


def _omitted(omitted: Omitted) -> dict[str, Any]:
    return {
        **{key: getattr(omitted.first, key) for key in ("file", "code", "name", "severity")},
        "count": omitted.count,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
