"""Citations in prose: `[@id]`, `[@id, p. 3; @other]`."""

from __future__ import annotations

import re

from reward_reports.report.model.citing import cited_id
from reward_reports.report.model.values import SOURCE_ID

_CITATION = re.compile(rf"@{SOURCE_ID}(?:\s*[,;].*)?", re.DOTALL)
_PART = re.compile(rf"\s*(?:@(?P<id>{SOURCE_ID}))?(?P<rest>.*)", re.DOTALL)


def is_citation(label: str) -> bool:
    """Whether what stands between brackets cites something."""
    return _CITATION.fullmatch(label) is not None


def citations(text: str) -> list[tuple[str, str]]:
    """Return the ids in `@a, p. 3; @b` with the words behind each.

    Returns:
        Pairs of an id and its words; a part without an id has an empty one.
    """
    found = []
    for part in text.split(";"):
        match = _PART.match(part)
        assert match is not None, "the pattern fits every text"  # noqa: S101
        name = cited_id(match["id"] or "")
        dropped = (match["id"] or "")[len(name) :]
        found.append((name, (dropped + match["rest"]).strip()))
    return found
