"""For people and editors: each finding on one line, `path:line:column: severity CODE [*] message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.base.escaping.colour import Paint, painter
from reward_reports.base.escaping.visible import printable, visible
from reward_reports.linting.formats.summary import SHOW_ALL, more, summary

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Result


def render(result: Result, *, colour: bool = False) -> str:
    """Return a line for each finding, and a summary.

    Args:
        result: what to show.
        colour: whether to use colours of the terminal; see `wants_colour`.
    """
    paint = painter(colour)
    lines = [headline(finding, paint, ":") for finding in result.shown]
    lines += [f"{more(one)}; {SHOW_ALL}" for one in result.omitted]
    return printable("".join(f"{line}\n" for line in [*lines, summary(result)]))


def headline(finding: Finding, paint: Paint, behind: str) -> str:
    """Return a finding in a line; `[*]` says that `--fix` mends it.

    Args:
        finding: what to show.
        paint: colours a text.
        behind: what stands behind the column.
    """
    place = f"{paint(visible(finding.file), 'name')}:{finding.line}:{finding.column}{behind}"
    mark = " [*]" if finding.fix is not None and finding.fix.safe else ""
    return f"{place} {paint(finding.severity, finding.severity)} {paint(finding.code, 'name')}{mark} {visible(finding.message)}"
