"""An author's Markdown as plain words for a place where nothing else can stand, such as a picture."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reward_reports.publishing.rendering.prose_tree import parsed, words_of

_CITED = re.compile(r"\s*\[(?:-?@[^\]\n]*)\]")
_CLAUSE = re.compile(r"(?<=[^\W_])[;.](?:\s|\Z)|(?<=[)’”\"'])[;.](?:\s|\Z)")
_MORE = " …"


def visible_only(text: str) -> str:
    """Return a text on one line, without characters that have no shape of their own or turn the direction of others."""
    if text.isprintable():  # then all characters have a shape, as in nearly every text
        return " ".join(text.split())
    kept = (char for char in text if char.isspace() or char in "\u200c\u200d" or not _shapeless(char))
    return " ".join("".join(kept).split())


def _shapeless(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Co")


def plain_words(markdown: str) -> str:
    """Return the words of Markdown on one line, without its marks and citations."""
    return _short_words(markdown) if len(markdown) < _SHORT else _words(markdown)


def _words(markdown: str) -> str:
    return visible_only(words_of(parsed(_CITED.sub("", markdown))))


_SHORT = 200
_short_words = lru_cache(2048)(_words)
"""Names stand on every page of a report."""


def cut(text: str, most: int) -> str:
    """Return a text that is at most so long, cut between words where it is longer."""
    if len(text) <= most:
        return text
    kept = text[: most + 1 - len(_MORE)]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:–-") + _MORE


def first_clause(text: str, most: int) -> str:
    """Return a text up to its first full stop or semicolon."""
    end = _CLAUSE.search(text)
    return cut(text[: end.start()] if end else text, most)


def whole_clauses(text: str, most: int) -> str:
    """Return as many whole clauses as fit; the first one is cut if it is too long alone."""
    ends = [found.start() for found in _CLAUSE.finditer(text)] or [len(text)]
    if len(text) <= most:
        return text.rstrip(".;")
    fitting = [end for end in ends if end <= most]
    return text[: fitting[-1]] if fitting else first_clause(text, most)
