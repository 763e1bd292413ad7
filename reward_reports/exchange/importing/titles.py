"""Headings to fields: by title, in both layouts, however they are spelt."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from reward_reports.report.model import LAYOUTS
from reward_reports.report.model.guides import guides
from reward_reports.report.model.report import PROFILE_SECTIONS

if TYPE_CHECKING:
    from reward_reports.report.model.layouts import FieldPath

_PART = r"(?:\d+|[ivxlc]+|[a-z])(?:[.\-](?:\d+|[a-z]\b))*"
_NUMBERING = re.compile(
    rf"""\W*(?:
    (?:(?:section|part|chapter|appendix|annex|question|item|step|no|q)\b\W*|[\#§q]\s*){_PART}\b[\s\W]+  # Section II: Q3.
    | \d+(?:[.\-](?:\d+|[a-z]\b))*(?!\w)\W+                                                        # 1.2) 3 - 4.a
    | [a-z](?:[.\-]\d+)+(?!\w)\W+                                                                 # A.1
    | (?:[ivxlc]+|[a-z])(?:[.):\]]\W*|\s+[-–—]\s*)                                                 # II. (a) B -
    )""",
    re.VERBOSE,
)
"""What stands before the words of a heading, in small letters, to number it."""
_QUALIFIER = re.compile(r"(?<=\w)\W*[(\[][^()\[\]]*[)\]]\W*\Z")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_PLURAL_IN_BRACKETS = re.compile(r"\(e?s\)|['’]s\b")
_NO_LETTERS = frozenset(("Mn", "Me", "So", "Sk", "Cf", "Cs"))
_LONG_ENOUGH = 5  # letters, for a slip in a word to be forgiven
_LONGEST = 80  # characters of a heading that is compared at all
_REMEMBERED = 4_096  # headings whose field is known without looking again


@lru_cache(_REMEMBERED)
def field_of(heading: str) -> FieldPath | None:
    """Return the field that a heading names, or None.

    Case, punctuation, numbering, "&" or "and", singular or plural, British or American spelling make no difference,
    nor does one wrong letter in a long word.
    """
    words = plain_words(heading)
    known = _fields()
    exact = known.get(words) or _joined().get("".join(words))
    if exact or words in _sections():
        return exact
    close = {path for title, path in _beginning_alike().get(_initials(words), ()) if _close(title, words)}
    return close.pop() if len(close) == 1 else None


def is_section(heading: str) -> bool:
    """Whether a heading is that of a section in one of the layouts."""
    return plain_words(heading) in _sections()


@lru_cache(_REMEMBERED)
def plain_words(heading: str) -> tuple[str, ...]:
    """Return the words of a heading as they are compared; none if it is too long for a title.

    Numbering, a remark in brackets behind them, pictograms and accents do not count.
    """
    if len(heading) > _LONGEST:
        return ()
    letters = "".join(one for one in normalize("NFKD", heading.casefold()) if category(one) not in _NO_LETTERS)
    text = _PLURAL_IN_BRACKETS.sub("", _SHORTCODE.sub(" ", letters)).strip()
    text = _QUALIFIER.sub("", text)
    for _ in range(2):  # as in 3. (b)
        text = text[match.end() :] if (match := _NUMBERING.match(text)) else text
    return tuple(_plain(word) for word in re.findall(r"[^\W_]+", text.replace("&", " and ")))


def remark_of(heading: str) -> str:
    """Return the remark in brackets that a heading ends with, or an empty text."""
    match = _QUALIFIER.search(heading)
    return match[0].strip() if match else ""


def _plain(word: str) -> str:
    word = word.replace("isation", "ization").replace("behaviour", "behavior")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _fields() -> dict[tuple[str, ...], FieldPath]:
    fields: dict[tuple[str, ...], FieldPath] = {}
    for path, guide in guides().items():
        if path[0] in PROFILE_SECTIONS:
            continue
        field = (str(path[0]), str(path[1]))
        for title in (guide.title, guide.builder, field[1].replace("_", " ")):
            words = plain_words(title)
            fields[words] = field
            if words[0] in ("defined", "known"):
                fields[words[1:]] = field
    return fields


@cache
def _beginning_alike() -> dict[str, list[tuple[tuple[str, ...], FieldPath]]]:
    """Return the titles by the first letters of their words: a slip in the first letter is not forgiven."""
    titles: dict[str, list[tuple[tuple[str, ...], FieldPath]]] = {}
    for title, path in _fields().items():
        titles.setdefault(_initials(title), []).append((title, path))
    return titles


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


@cache
def _joined() -> dict[str, FieldPath]:
    return {"".join(words): path for words, path in _fields().items()}


@cache
def _sections() -> frozenset[tuple[str, ...]]:
    return frozenset(plain_words(title) for sections in LAYOUTS.values() for title, _ in sections)


def _close(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(_nearly(one, other) for one, other in zip(title, words, strict=True))


def _nearly(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter that is wrong, missing, added or swapped with the next."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:] or one[1:] == other or one == other[1:] or (one[1::-1], one[2:]) == (other[:2], other[2:])
    )
