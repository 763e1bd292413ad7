"""For the summary of a job or a comment on a pull request: what was found, by severity and by file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reward_reports.base.escaping.markdown import escape
from reward_reports.linting.finding import SEVERITIES
from reward_reports.linting.formats.summary import counts, more, most_severe, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reward_reports.linting.finding import Finding, Result

_LIMIT = 1_000_000
"""Bytes: GitHub drops a job summary of more than 1,024 KiB as a whole. A comment may have 65,536 characters."""
_RESERVE = 1_000
_RESTS = 50
"""Lines that count what is not shown."""


def render(result: Result, *, limit: int = _LIMIT) -> str:
    """Return the result as GitHub flavoured Markdown.

    Args:
        result: what to show.
        limit: how many bytes there may be; what is left out is said.
    """
    items = {id(finding): _item(finding) for finding in result.shown}
    shown = _fitting(result, items, limit)
    parts = [f"## Reward Reports: {counts(result) or 'no findings'}", summary(result)]
    if result.findings:
        parts.append(_table(result))
    if len(shown) < len(result.shown):
        parts.append(
            f"**Only {len(shown)} of {len(result.findings)} findings are shown, the most severe ones, since there is no room for more.**"
        )
    if result.omitted:
        parts.append(_rest(result))
    for name, group in groupby(shown, key=lambda finding: finding.file):
        parts += [_heading(name), "\n".join(items[id(finding)] for finding in group)]
    return "\n\n".join(parts) + "\n"


def _fitting(result: Result, items: dict[int, str], limit: int) -> Sequence[Finding]:
    """Return the findings that there is room for, the most severe first."""
    room = limit - _RESERVE - len(_rest(result).encode())
    named: set[str] = set()
    for number, finding in enumerate(_ranked(result.shown)):
        heading = "" if finding.file in named else _heading(finding.file)
        room -= len(items[id(finding)].encode()) + len(heading.encode()) + 4
        if room < 0:
            return most_severe(result.shown, number)
        named.add(finding.file)
    return result.shown


def _rest(result: Result) -> str:
    """Return what is counted and not shown."""
    lines = [f"- {escape(more(one))}" for one in result.omitted[:_RESTS]]
    others = sum(one.count for one in result.omitted[_RESTS:])
    return "\n".join([*lines, f"- and {others:,} more findings of other rules or files"] if others else lines)


def _ranked(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _table(result: Result) -> str:
    rows = [f"| {severity} | {result.count(severity)} |" for severity in SEVERITIES]
    return "\n".join(["| Severity | Findings |", "| :--- | ---: |", *rows])


def _heading(name: str) -> str:
    return f"### {escape(name)}"


def _item(finding: Finding) -> str:
    head = f"- **{finding.severity}** `{finding.code}` line {finding.line}: {escape(finding.message)}"
    return f"{head}<br>{escape(finding.advice)}"
