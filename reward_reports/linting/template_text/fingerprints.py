"""Fingerprints of prose: hashes of a few words in a row, which recognise a sentence without storing it."""

from __future__ import annotations

import re
from hashlib import blake2b

ROW = 4
"""Words in a row that make one fingerprint."""
SIZE = 3
"""Bytes of a fingerprint."""
HEAD = 12
"""Characters at the beginning of a sentence by which it is first recognised."""
WORD = r"[A-Za-z0-9]+"
_SENTENCE_END = (
    r"(?<=[.?!])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z\"“])"  # both are compiled, and kept by `re`, when they are used
)


def sentences_of(text: str) -> list[str]:
    """Split a prompt into sentences."""
    return [" ".join(sentence.split()) for sentence in re.split(_SENTENCE_END, text) if sentence.strip()]


def rows_of(words: list[str]) -> list[bytes]:
    """Return the fingerprints of every few words in a row."""
    rows = (" ".join(words[at : at + ROW]) for at in range(len(words) - ROW + 1))
    return [blake2b(row.encode(), digest_size=SIZE).digest() for row in rows]


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without markup and punctuation."""
    return re.findall(WORD, text.lower())
