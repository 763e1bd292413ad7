"""Metrics that a changelog entry says are new, and whether the report has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.prose import normalised

if TYPE_CHECKING:
    from reward_reports.linting.context import Context

Announced = tuple[str, tuple[int, int]]
"""What is said to be new, and the characters of the summary it stands in."""

_NAME = r"(?:`[^`\n]{1,60}`|\"[^\"\n]{1,60}\"|“[^”\n]{1,60}”|‘[^’\n]{1,60}’|\*{1,2}[^*\s][^*\n]{0,60}\*{1,2})"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,\s*(?:and\s+)?|\s+and\s+){_NAME}){{0,9}})"
_NOW = r"now\s+(?:track|watch|monitor|measur|report|record)(?:e?s|e?d|ing|e)?"
_ADD = rf"(?:new|add(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|{_NOW})"
_WAS = r"(?:is|are|was|were|has\s+been|have\s+been)"
_KINDS = r"the|a|an|two|three|new|further|another|more|oversight|performance|reward|tuning|safety"
_FILLER = rf"(?:(?:{_KINDS})\s+)*"
_NAMED = tuple(
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ADD}\s+{_FILLER}metrics?:?\s+(?:(?:called|named)\s+)?{_NAMES}",
        rf"\b{_ADD}\s+{_FILLER}{_NAMES}\s+metrics?\b",
        rf"\b{_ADD}\s+{_NAMES}\s+(?:as|to|among)\s+(?:\w+\s+){{0,3}}metrics?\b",
        rf"{_NAMES}\s+{_WAS}\s+(?:added|introduced|{_NOW})\s+(?:as|to|among)\s+(?:\w+\s+){{0,3}}metrics?\b",
    )
)
_ENDS = "to|so|because|after|which|since|as|when|in|by|with|who|that|at|before|until|from|is|are|was|were|has|have"
_WORDS = rf"(?P<words>[^\s.;:,()`\"“*]+(?:\s+(?!(?:{_ENDS})\b)[^\s.;:()`\"“*]+){{0,9}})"
_IN_WORDS = tuple(
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ADD}\s+{_FILLER}metrics?\s+(?:for|of|on|called|named)\s+{_WORDS}",
        rf"\b{_ADD}\s+{_FILLER}(?P<words>(?:(?!(?:{_ENDS}|the|for|of|on)\b)[\w-]+\s+){{1,4}}?)metrics?\b",
    )
)
_DENIED = lazy(r"(?:\b(?:no|not|never|without)|n't)\b[^.;]{0,25}\Z", re.IGNORECASE)
_GONE = lazy(r"\b(?:remov|renam|drop|retir|replac|merg|split|delet|discontinu|withdr|abandon|revert)", re.IGNORECASE)
_PART = lazy(r"\b(?!and\b)[^\s,]+(?:\s+(?!and\b)[^\s,]+)*", re.IGNORECASE)
_LITTLE = "and|of|for|on|or|its|our|their|per|some|several|these|those|metric|metrics|list|rate|share|number|level"
_SAYS_LITTLE = frozenset(f"{_KINDS}|{_ENDS}|{_LITTLE}".split("|"))
_STEM = 5  # characters


def named_metrics(summary: str) -> Iterator[Announced]:
    """Give each name between backticks, quotes or asterisks that a summary announces as a metric's."""
    seen: set[int] = set()
    for pattern in _NAMED:
        for match in pattern.finditer(summary):
            if _DENIED.search(summary, max(0, match.start() - 40), match.start()):
                continue
            for name_match in re.finditer(_NAME, match["names"]):
                start = match.start("names") + name_match.start()
                if start not in seen:
                    seen.add(start)
                    yield name_match[0].strip('`"“”‘’*'), (start, start + len(name_match[0]))


def metrics_in_words(summary: str) -> Iterator[Announced]:
    """Give each stretch of words that seems to say what a new metric measures."""
    for pattern in _IN_WORDS:
        for match in pattern.finditer(summary):
            if _DENIED.search(summary, max(0, match.start() - 40), match.start()):
                continue
            for part in _PART.finditer(match["words"]):
                if stems(part[0]):
                    start = match.start("words") + part.start()
                    yield part[0], (start, start + len(part[0]))


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say something."""
    return frozenset(
        word[:_STEM]
        for word in normalised(text.replace("_", " ")).split()
        if len(word) > 2 and word not in _SAYS_LITTLE
    )


def has_metric(context: Context, words: frozenset[str], share: float) -> bool:
    """Whether a metric has that share of the words in its id, name or definition."""
    return any(
        len(words & stems(f"{metric.id} {metric.name} {metric.definition or ''}")) >= share * len(words)
        for _, metric in context.metrics
    )


def went_again(context: Context, name: str, words: frozenset[str] = frozenset()) -> bool:
    """Whether an entry that speaks of a removal has the name, or one of the words."""
    return any(
        (name in entry.summary or words & stems(entry.summary)) and _GONE.search(entry.summary)
        for _, entry in context.entries
    )
