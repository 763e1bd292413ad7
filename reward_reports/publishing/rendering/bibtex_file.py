"""A BibTeX file as entries with plain fields, read in time that grows with it; what cannot be read of it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError, Token
from pybtex.utils import CaseInsensitiveDict

MAX_BYTES = 1024 * 1024
"""The largest file that is read: some two thousand entries. What its strings stand for together is limited alike."""
_MOST_FAULTS = 200
_MOST_UNCLOSED = 10
"""Entries that never close after which the rest of the file is still read; each costs one look at all of it."""
_MOST_PARENTS = 5
_OWN = frozenset({"crossref", "xdata", "xref", "title", "booktitle", "key", "label", "ids", "options"})
"""Fields that an entry does not take over from the one it lies in."""

_NEXT_ENTRY = re.compile(r"^[ \t]*@", re.MULTILINE)

Fields = Mapping[str, str]
"""The fields of an entry, by their names in small letters."""


def read_entries(text: str) -> Callable[[str], Fields | None]:
    """Return what finds an entry by its key; of two with one key the first counts."""
    parser = _Parser(text, macros=_Strings(month_names))
    found: dict[str, dict[str, str]] = {}
    with suppress(_TooMuchError, RecursionError):
        for kind, body in parser:
            if kind.lower() not in ("string", "preamble") and body[0]:
                found.setdefault(body[0].lower(), _fields(body[1]))
    return lambda key: _inherited(key.lower(), found) if key.lower() in found else None


def _fields(given: list[tuple[str, list[str]]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, parts in given:
        fields.setdefault(name.lower(), " ".join("".join(parts).split()))
    return fields


def _inherited(key: str, entries: Mapping[str, dict[str, str]]) -> Fields:
    """Return the fields of an entry with those of the proceedings or the book it lies in."""
    inherited, seen = dict(entries[key]), {key}
    parent = _parent(inherited)
    while parent in entries and parent not in seen and len(seen) <= _MOST_PARENTS:
        seen.add(parent)
        above = entries[parent]
        for name, value in above.items():
            if name not in _OWN:
                inherited.setdefault(name, value)
        if title := above.get("booktitle") or above.get("title"):
            inherited.setdefault("booktitle", title)
        parent = _parent(above)
    return inherited


def _parent(fields: Fields) -> str:
    return (fields.get("crossref") or fields.get("xdata") or "").strip().lower()


class _TooMuchError(Exception):
    """The file wants more than any bibliography needs; what was read of it until then counts."""


class _Strings(CaseInsensitiveDict):  # type: ignore[misc]
    """What `@string` defines; each may hold the others many times over."""

    given = 0

    def __getitem__(self, name: str) -> str:
        value: str = super().__getitem__(name)
        self.given += len(value)
        if self.given > MAX_BYTES:
            raise _TooMuchError
        return value


class _Parser(LowLevelParser):  # type: ignore[misc]
    """Passes over faults."""

    pos: int
    faults = 0
    unclosed = 0
    closes = True

    def parse_command(self) -> Iterator[Any]:
        """Take a command; a comment goes as far as its braces do."""
        try:
            return super().parse_command()  # type: ignore[no-any-return]
        except SkipEntry:
            self._skip_comment()
            raise

    def _skip_comment(self) -> None:
        """Go behind a comment, unless it never closes; one look to the end of the file is enough to know."""
        begin = self.pos
        if self.closes and self.text[begin - 1] == "{":
            try:
                for _ in self.parse_string(self.RBRACE):
                    pass
            except PybtexSyntaxError:
                self.pos, self.closes = begin, False

    def handle_error(self, error: Exception) -> None:
        """Count a fault; behind an entry that never closes, go on with the next."""
        self.faults += 1
        if self.faults > _MOST_FAULTS:
            raise _TooMuchError
        if isinstance(error, PrematureEOF) and self.unclosed < _MOST_UNCLOSED:
            self.unclosed += 1
            following = _NEXT_ENTRY.search(self.text, self.command_start + 1)
            self.pos = following.start() if following else self.end_pos

    def substitute_macro(self, name: str) -> str:
        """Return what a name stands for; one that no `@string` defines stands for itself."""
        return str(self.macros[name]) if name in self.macros else name

    def skip_to(self, patterns: list[Any]) -> Token | None:
        """Go on behind the next of some signs in one search; pybtex searches for each to the end of the file."""
        signs = "".join(pattern.description[1] for pattern in patterns)
        match = _one_of(signs).search(self.text, self.pos)
        if match is None:
            return None
        passed = self.text[self.pos : match.end()]
        self.pos = match.end()
        return Token(passed, patterns[signs.index(match[0])])


@cache
def _one_of(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")
