"""For GitLab: a code quality report, shown beside the lines of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reward_reports.base.escaping.data import dump
from reward_reports.linting.formats.fingerprint import fingerprints
from reward_reports.linting.formats.names import relative
from reward_reports.linting.formats.sources import Sources
from reward_reports.linting.formats.summary import sentences

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Result

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(result: Result, *, root: str = "") -> str:
    """Return the findings as a JSON array.

    Args:
        result: what to show.
        root: the folder of the checkout, by default the current one.
    """
    marks = fingerprints(result.findings, Sources(result), root)
    return dump([_issue(finding, mark, root) for finding, mark in zip(result.findings, marks, strict=True)])


def _issue(finding: Finding, mark: str, root: str) -> dict[str, Any]:
    return {
        "description": sentences(finding),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(finding.file, root), "lines": {"begin": finding.line, "end": finding.end_line}},
    }
