"""How wide a text is at most, in the fonts of a map, and how it breaks into lines of nearly equal length.

Widths are those of Helvetica and Arial, those of narrow letters raised, with a reserve that holds DejaVu Sans as well, the
widest of the usual fonts. A test compares them with what a browser draws.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SIZE, LINE = 13, 16
"""Height of the letters and of a line, in the units of the picture."""
_EM = 1000
_BY_WIDTH = {
    262: "ijl'|",
    278: " \u00a0\u202f!,./:;[]\\",
    333: '()-`"{}I',
    365: "ftr",
    500: "ckJsvxyz",
    556: "L",
    650: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "…—",
    1015: "@",
}
_WIDTHS = {char: width for width, chars in _BY_WIDTH.items() for char in chars}
_LATIN, _OTHER, _SYMBOL = 556, 722, 1050
_RESERVE, _BOLD = 1.17, 1.12
_NARROWEST = 2 * SIZE
_EVENED = 6
_BREAKS = re.compile(r"(?:(?!(?<=\d) %)[^\S\u00a0\u202f])+")


@lru_cache(8192)
def width_of(text: str, bold: bool = False) -> float:
    """Return how wide a text on one line is at most."""
    return sum(map(_width, text)) / _EM * SIZE * _RESERVE * (_BOLD if bold else 1)


def _width(char: str) -> int:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if ord(char) < 128:
        return _LATIN
    if unicodedata.combining(char) or char in "\u200c\u200d":
        return 0
    if unicodedata.bidirectional(char) in ("AL", "R"):  # most of these letters are joined, and narrow
        return _OTHER
    if unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) in ("So", "Sm", "Sk", "Lo"):
        return _SYMBOL
    return _OTHER


@lru_cache(8192)
def wrapped(text: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text: as few as fit the room, then the narrowest that need no more."""
    lines = _greedy(text, room, bold)
    if not 1 < len(lines) < _EVENED:
        return tuple(lines)
    words = [width for word in _words(text) if (width := width_of(word, bold) + 1) <= room]
    low, high = max([room / 2, *words]), room
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_greedy(text, middle, bold)) == len(lines) else (middle, high)
    return tuple(_greedy(text, high, bold))


def _greedy(text: str, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, room = "", max(room, _NARROWEST)  # a letter always fits, so that each turn takes one at least
    for word in _words(text):
        if line and width_of(f"{line} {word}", bold) <= room:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *pieces, line = _pieces(word, room, bold)
        lines += pieces
    return [*lines, line] if line or not lines else lines


def _words(text: str) -> list[str]:
    """Return what lines may break between: a number and its unit stay together, and so do the digits of a French number."""
    return [word for word in _BREAKS.split(text) if word]


def _pieces(word: str, room: float, bold: bool) -> list[str]:
    """Return a word cut where it is wider than the line."""
    pieces = []
    while width_of(word, bold) > room:
        at = next((end for end in range(1, len(word)) if width_of(word[: end + 1], bold) > room), len(word))
        pieces.append(word[:at])
        word = word[at:]
    return [*pieces, word]
