"""The comments of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Span
from reward_reports.report.loading.positions import scalar_places

if TYPE_CHECKING:
    from reward_reports.report.loading import Document

_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|\A)#[^\r\n]*")


def comments(document: Document) -> list[Span]:
    """Return where the comments of a document stand, in order; none of a text that is not valid YAML."""
    if document.root is None or "#" not in document.text:
        return []
    spans: list[Span] = []
    for start, end in _gaps(document):
        spans += [Span(match.start(), match.end()) for match in _COMMENT.finditer(document.text, start, end)]
    return spans


def _gaps(document: Document) -> list[tuple[int, int]]:
    """Return the stretches between scalars; a line of a comment is never cut, since no scalar begins in it."""
    scalars = sorted(set(scalar_places(document.root, document.text)))  # type: ignore[arg-type]
    gaps, at = [], 0
    for start, end in scalars:
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    return [*gaps, (at, len(document.text))]
