"""Comments that silence findings: `# reward-reports: ignore[CMP003] the reason`.

At the end of a line it holds for findings that begin on that line; on a line of its own, for the next line that is not a
comment. `ignore-file[…]` holds for the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Span
from reward_reports.report.loading.positions import scalar_spans

if TYPE_CHECKING:
    from reward_reports.report.loading import Document

NAME = "reward-reports"
_COMMENT = re.compile(
    r"#[ \t]*reward-reports:[ \t]*ignore(?P<file>-file)?[ \t]*(?:\[(?P<codes>[^\]\n]*)\])?[ \t:-]*(?P<reason>[^\n]*)"
)


@dataclass
class Suppression:
    """One such comment.

    Attributes:
        codes: what it silences; empty where it names nothing, which silences nothing.
        reason: why.
        span: the comment's characters.
        line: the line it holds for, or None for the whole file.
        used: the codes of findings it silenced.
    """

    codes: tuple[str, ...]
    reason: str
    span: Span
    line: int | None
    used: set[str] = field(default_factory=set)

    def covers(self, code: str, line: int) -> bool:
        """Whether it silences a finding."""
        return (self.line is None or self.line == line) and bool(self.codes) and code.startswith(self.codes)


def find_suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of a document, in order."""
    text = document.text
    if "#" not in text or NAME not in text or document.root is None or not _COMMENT.search(text):
        return ()
    scalars = scalar_spans(document.root, document.text)
    comments = (
        match for match in _COMMENT.finditer(document.text) if _is_comment(document.text, match.start(), scalars)
    )
    return tuple(_suppression(document, match) for match in comments)


def _is_comment(text: str, start: int, scalars: list[Span]) -> bool:
    """A `#` begins a comment behind a blank or at the start of a line, and outside of every value."""
    if start and text[start - 1] not in " \t\n":
        return False
    return not any(span.start <= start < span.end for span in scalars)


def _suppression(document: Document, match: re.Match[str]) -> Suppression:
    codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
    span = Span(match.start(), match.start() + len(match[0].rstrip()))
    line = None if match["file"] else _line_meant(document, match.start())
    return Suppression(codes, match["reason"].strip(), span, line)


def _line_meant(document: Document, start: int) -> int:
    place = document.place(Span(start, start))
    lines = document.text.split("\n")
    if lines[place.line - 1][: place.column - 1].strip():
        return place.line
    following = range(place.line, len(lines))
    return next(
        (index + 1 for index in following if lines[index].strip() and not lines[index].lstrip().startswith("#")),
        place.line,
    )
