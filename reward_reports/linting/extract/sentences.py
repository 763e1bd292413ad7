"""Sentences of a text, near enough for heuristics."""

from __future__ import annotations

from reward_reports.linting.extract.patterns import lazy

_END = lazy(r"[.!?][)\]\"'”’]*\s|\n\s*\n|\n\s*[-*•]\s")


def sentence_at(text: str, at: int) -> str:
    """Return the sentence of a text that the character at a position belongs to."""
    start = max((match.end() for match in _END.finditer(text, 0, at)), default=0)
    after = _END.search(text, at)
    return text[start : after.end() if after else len(text)]
