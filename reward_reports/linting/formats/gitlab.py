"""For GitLab: a code quality report, shown beside the lines of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from reward_reports.base.escaping.data import dump
from reward_reports.linting.formats.fingerprint import fingerprints
from reward_reports.linting.formats.names import relative
from reward_reports.linting.formats.sources import Sources
from reward_reports.linting.formats.summary import SHOW_ALL, more, sentences

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Omitted, Result

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(result: Result, *, root: str = "") -> str:
    """Return the findings as a JSON array.

    Args:
        result: what to show.
        root: the folder of the checkout, by default the current one.
    """
    marks = fingerprints(result.shown, Sources(result), root)
    issues = [_issue(finding, mark, root) for finding, mark in zip(result.shown, marks, strict=True)]
    return dump([*issues, *(_rest(omitted, root) for omitted in result.omitted)])


def _rest(omitted: Omitted, root: str) -> dict[str, Any]:
    """Return an issue for what is counted and not shown."""
    first = omitted.first
    name = f"{relative(first.file, root)}\n{first.code}\nand more"
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]
    return {**_issue(first, mark, root), "description": f"{more(omitted)}; {SHOW_ALL}."}


def _issue(finding: Finding, mark: str, root: str) -> dict[str, Any]:
    return {
        "description": sentences(finding),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(finding.file, root), "lines": {"begin": finding.line, "end": finding.end_line}},
    }
