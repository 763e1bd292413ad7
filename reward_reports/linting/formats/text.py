"""For people: each finding with its line, carets below what is meant, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.base.escaping.colour import Paint, painter
from reward_reports.base.escaping.visible import printable, visible
from reward_reports.linting.formats.concise import headline
from reward_reports.linting.formats.excerpt import excerpt
from reward_reports.linting.formats.secrets import Secrets
from reward_reports.linting.formats.sources import Sources
from reward_reports.linting.formats.summary import SHOW_ALL, more, summary

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding, Result

_WIDTH = 100


def render(result: Result, *, colour: bool = False, width: int = _WIDTH) -> str:
    """Return the findings with excerpts, and a summary.

    Args:
        result: what to show.
        colour: whether to use colours of the terminal; see `wants_colour`.
        width: how many cells of a long line to show.
    """
    paint, sources, secrets = painter(colour), Sources(result), Secrets(result.findings)
    blocks = [_block(finding, sources, secrets, paint, width) for finding in result.shown]
    blocks += ["".join(f"{more(one)}; {SHOW_ALL}\n" for one in result.omitted)] if result.omitted else []
    return printable("\n".join([*blocks, summary(result) + "\n"]))


def _block(finding: Finding, sources: Sources, secrets: Secrets, paint: Paint, width: int) -> str:
    gutter = " " * len(str(finding.line))
    lines = [headline(finding, paint, "")]
    source = None if finding.held else sources.line(finding.file, finding.line)
    if source is not None:
        # A stretch of several lines is underlined to the end of its first.
        end = finding.end_column if finding.end_line == finding.line else len(source) + 1
        safe = secrets.hidden(finding.file, finding.line, source)
        shown, carets = excerpt(safe, finding.column, end, width)
        lines.append(paint(f"{finding.line} |", "faint") + f" {shown}".rstrip())
        lines.append(paint(f"{gutter} |", "faint") + f" {paint(carets, finding.severity)}")
    lines.append(f"{gutter} {paint('help:', 'help')} {visible(finding.advice)}")
    return "".join(f"{line}\n" for line in lines)
