"""What a text says in its own voice: without quotations, block quotes and code."""

from __future__ import annotations

import re

from reward_reports.linting.extract.markdown import without_code
from reward_reports.linting.extract.patterns import lazy

_LINE = r"\n(?![^\S\n]*\n)"  # a quotation ends with its paragraph at the latest
_BEFORE = r"(?<![^\s(\[{—–/-])"
_PAIRS = (("“", "”"), ("„", "“”"), ("«", "»"), ("»", "«"), ("‹", "›"), ("「", "」"), ("『", "』"))
_QUOTED = lazy(
    "|".join(
        [
            *(rf"{left}(?:[^{left}{right}\n]|{_LINE})*[{right}]" for left, right in _PAIRS),
            rf"‘(?=\S)(?:[^‘’\n]|(?<=\w)’(?=\w)|{_LINE})*’(?!\w)",
            rf'{_BEFORE}"(?=\S)(?:[^"\n]|{_LINE})*(?<=\S)"(?!\w)',
            rf"{_BEFORE}'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)|{_LINE})*(?<=\S)'(?!\w)",
            rf"``(?=\S)(?:[^`'\n]|(?<=\w)'(?=\w)|{_LINE})*''",
        ]
    )
)
_MARKS = frozenset("\"'“”„«»‹›「『‘")
_BLOCK_QUOTE = lazy(r"^ {0,3}>.*(?:\n(?![^\S\n]*(?:\n|\Z)).*)*", re.MULTILINE)
"""A line that begins with `>`, and the lines that go on with it up to the next blank one."""
_VISIBLE = lazy(r"\S")


def own_words(text: str) -> str:
    """Return a text with blanks in the place of quotations and code, so that every other character stays where it was."""
    text = without_code(text)
    if ">" in text:
        text = _BLOCK_QUOTE.sub(_blanked, text)
    return text if _MARKS.isdisjoint(text) else _QUOTED.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", match[0])
