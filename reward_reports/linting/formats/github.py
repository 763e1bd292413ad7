"""For GitHub workflows: commands that make annotations beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.base.escaping.visible import visible
from reward_reports.linting.finding import SEVERITIES
from reward_reports.linting.formats.names import relative
from reward_reports.linting.formats.summary import summary

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Result

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
"""Annotations of one kind that GitHub keeps for a step; of a job it keeps 50."""


def render(result: Result, *, root: str = "") -> str:
    """Return a command for each finding, the most severe first, and a summary.

    Args:
        result: what to show.
        root: the folder of the checkout, by default the current one.
    """
    ordered = sorted(result.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    lines = [_command(finding, root) for finding in ordered]
    lines.append(summary(result))
    if any(result.count(severity) > _SHOWN for severity in SEVERITIES):
        lines.append(f"GitHub shows {_SHOWN} annotations of a kind for each step; all of them stand in this log.")
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, root: str) -> str:
    name = visible(relative(finding.file, root))
    places = {"file": name, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:
        # GitHub refuses columns of a stretch of several lines.
        places |= {"col": finding.column, "endColumn": finding.end_column}
    places["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
    place = f"{name}:{finding.line}:{finding.column}"
    data = f"{visible(finding.message)}\n{visible(finding.advice)}\n({place})"
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(data)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
