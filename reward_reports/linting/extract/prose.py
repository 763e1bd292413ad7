"""Texts and ids compared as people would: without case, punctuation and line ends."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

T = TypeVar("T")
_WORD = lazy(r"\w+")
_BEGINNING = 16  # characters
_MANY = 1000  # ids
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens, and marks without width."""


def normalised(text: str) -> str:
    """Return the words of a text in small letters, so that punctuation, blanks and line ends do not matter."""
    return " ".join(_WORD.findall(text.casefold()))


def repeated(texts: Iterable[tuple[T, str]]) -> Iterator[tuple[T, T]]:
    """Give each holder of a text that another one held before, and that other one.

    Texts count as the same if they differ in punctuation, case, white space or emphasis only. Only those that begin alike are
    compared as a whole.
    """
    groups: dict[str, list[tuple[T, str]]] = {}
    for holder, text in texts:
        groups.setdefault(_beginning(text), []).append((holder, text))
    for group in groups.values():
        if len(group) > 1:
            first: dict[str, T] = {}
            for holder, text in group:
                earlier = first.setdefault(_plain(text), holder)
                if earlier is not holder:
                    yield holder, earlier


def _beginning(text: str) -> str:
    """Return the first letters and digits of a text."""
    head = _plain(text[: 4 * _BEGINNING])
    return (head if len(head) > _BEGINNING else _plain(text))[:_BEGINNING]


def _plain(text: str) -> str:
    """Return the words of a text without emphasis and without characters that nobody sees."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_UNSEEN)
    return normalised(text.replace("*", "").replace("_", " "))


def shortened(text: str, limit: int = 60) -> str:
    """Return a text on one line, cut so that a message stays readable."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def plain_id(text: str) -> str:
    """Return an id without what people misremember: case, dashes, underscores, dots."""
    return re.sub(r"[-_.: ]", "", text.casefold())


def closest(wanted: str, known: Collection[str]) -> str | None:
    """Return the one of the known ids that was probably meant, if there is one; among very many none is looked for."""
    if len(known) > _MANY:
        return None
    by_plain: dict[str, str] = {}
    for name in sorted(known):
        by_plain.setdefault(plain_id(name), name)
    matches = get_close_matches(plain_id(wanted), by_plain, n=1, cutoff=0.75)
    return by_plain[matches[0]] if matches else None
