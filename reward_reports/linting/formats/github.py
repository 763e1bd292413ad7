"""For GitHub workflows: commands that make annotations beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reward_reports.base.escaping.visible import visible
from reward_reports.linting.finding import SEVERITIES
from reward_reports.linting.formats.names import relative
from reward_reports.linting.formats.summary import SHOW_ALL, more, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    crowded = any(result.count(severity) > _SHOWN for severity in SEVERITIES)
    lines = [_command(finding, root) for finding in _ordered(result.shown, crowded=crowded)]
    lines += [f"{more(one)}; {SHOW_ALL}" for one in result.omitted]
    lines.append(summary(result))
    if crowded:
        lines.append(f"GitHub shows {_SHOWN} annotations of a kind for each step; the others stand in this log.")
    return "".join(f"{line}\n" for line in lines)


def _ordered(findings: Sequence[Finding], *, crowded: bool) -> list[Finding]:
    """Return the most severe first; where GitHub will not show all, one of each rule and file before the second of any."""
    seen: Counter[tuple[str, str]] = Counter()
    ranked = []
    for finding in findings:
        key = finding.file, finding.code
        ranked.append((SEVERITIES.index(finding.severity), seen[key] if crowded else 0))
        seen[key] += 1
    return [findings[at] for at in sorted(range(len(findings)), key=ranked.__getitem__)]


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
