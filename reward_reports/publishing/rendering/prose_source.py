"""The text of an answer as the Markdown parser reads it, with the place of everything in it.

GitHub's rules and ours differ from the parser's in three small matters: an address without brackets is whole whatever marks
stand in it, a dollar sign that touches a letter before it or a digit behind it does not begin or end a formula, and a table
has at most `MAX_COLUMNS` columns. There a backslash goes before the mark, and the text is read again.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

try:
    import pyromark
except ImportError:  # there is none for browsers; see prose_browser
    pyromark = None  # type: ignore[assignment]

from reward_reports.publishing.rendering.bare_links import extent
from reward_reports.publishing.rendering.marks import is_citation

if TYPE_CHECKING:
    from pyromark.event import Range

Place: TypeAlias = "Range"
Events: TypeAlias = "Iterator[tuple[Any, Place]]"

_ROUNDS = 4
"""How often a text is read again: each time, at least half of the marks that were read wrongly are gone."""
TOO_DEEP = re.compile(
    r"^(?:[ \t]*+(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){100}|^[ \t]{200,}+(?:[-+*>]|\d{1,9}[.)])", re.MULTILINE
)
"""A line inside a hundred lists or quotations: the parser's work for each line below it grows with their number."""
_LONGEST = 4
"""How many bytes a character has at most."""
MAX_COLUMNS = 100
"""Tables with more columns are shown as they were typed: a row of one cell would have to be filled up to all of them."""
WIDE = re.compile(rb"^[ \t>]*+(\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|){%d})" % MAX_COLUMNS, re.MULTILINE)
_ADDRESS = re.compile(r"(?<![A-Za-z])(?:https?://|www\.)[^\s<]+")
_MARK = re.compile(r"[*~`\\$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
REFERENCES = frozenset({"Reference", "Collapsed", "Shortcut"})
"""What the parser calls links whose ends stand in definitions."""
CITED = "ShortcutUnknown"
"""What the parser calls a link that only we know an end of: a citation."""
_WORD = re.compile(r"[^\W\d_]+[.,;!?\u2026]*")
_NOT_PROSE = frozenset({"Link", "Image", "CodeBlock"})


def _cited(link: Any) -> tuple[str, str] | None:
    return ("", "") if link["link_type"] == "Shortcut" and is_citation(link["reference"]) else None


HAS_PARSER = pyromark is not None
if HAS_PARSER:
    _PARSER = pyromark.Markdown(
        options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_MATH,
        broken_link_callback=_cited,
    )


@dataclass(frozen=True, slots=True)
class Utf8Text:
    """A text in UTF-8, which the parser counts in.

    Attributes:
        raw: the text.
        ours: the places of the backslashes in it that are not the author's, in order.
    """

    raw: bytes
    ours: list[int] = field(default_factory=list)

    def events(self) -> Events:
        """Give what the parser finds, in order. Reading twice is faster than keeping it: a long text has a million parts."""
        return _PARSER.events_with_range(self.raw.decode(), merge_text=True)

    def definitions(self) -> dict[str, Any]:
        """Return the link definitions of the text by their labels; of several with one label, the first."""
        return dict(_PARSER.reference_definitions(self.raw.decode()))

    def part(self, start: int, end: int) -> str:
        """Return what the author typed between two places."""
        kept = [start - 1, *self.ours[bisect(self.ours, start - 1) : bisect(self.ours, end - 1)], end]
        return b"".join(self.raw[at + 1 : to] for at, to in pairwise(kept)).decode()

    def with_backslashes(self, places: list[int]) -> Utf8Text:
        """Return the text with a backslash before each of these places, which are in order."""
        parts = [self.raw[start:end] for start, end in zip([0, *places], [*places, None], strict=True)]
        moved = [place + bisect(places, place) for place in self.ours]
        return Utf8Text(b"\\".join(parts), sorted([*moved, *(place + number for number, place in enumerate(places))]))


def read(text: str) -> Utf8Text | None:
    """Return a text as the parser shall read it, or None where it opens more lists than anybody reads."""
    text = readable(text.replace("\r\n", "\n").replace("\r", "\n"))
    if TOO_DEEP.search(text):
        return None
    source = Utf8Text(text.encode())
    wide = WIDE.search(source.raw)
    if wide or "$" in text or "://" in text or "www." in text:
        for _ in range(_ROUNDS):
            misread = sorted({*_dollars(source), *_marks_in_addresses(source), *(_wide_tables(source) if wide else ())})
            if not misread:
                break
            source = source.with_backslashes(misread)
    return source


def readable(text: str) -> str:
    """Return a text with a mark in the place of characters that no page can hold; `&#1;` is one too."""
    return _UNREADABLE.sub("\ufffd", text)


def without_citations(text: str) -> tuple[str, list[str]]:
    """Return Markdown without its citations and the blanks before them, and what each of them cites."""
    if "[@" not in text or not HAS_PARSER:
        return text, []
    source = read(text)
    if source is None:
        return text, []
    parts, labels, before = [], [], 0
    for event, place in source.events():
        link = link_of(event)
        if link and link["link_type"] == CITED:
            parts.append(source.part(before, place["start"]).rstrip())
            labels.append(str(link["id"]))
            before = place["end"]
    return "".join([*parts, source.part(before, len(source.raw))]), labels


def link_of(event: Any) -> Any:
    """Return what the parser knows about the link or picture that an event begins, or None."""
    what = event.get("Start") if isinstance(event, dict) else None
    return what.get("Link") or what.get("Image") if isinstance(what, dict) else None


def label_key(label: str) -> str:
    """Return the label of a link definition in the form in which labels are compared."""
    return " ".join(label.casefold().split())


def leads_nowhere(address: str) -> bool:
    """Whether the end of a link is a mere word: `[Operator]: Yes.` is not a definition of a link but an answer."""
    return _WORD.fullmatch(address) is not None


def _dollars(source: Utf8Text) -> Iterator[int]:
    """Give the places of dollar signs that begin no formula but a price: `US$5 and A$6`."""
    for event, place in source.events():
        if "InlineMath" in event:
            start, end = place["start"], place["end"]
            before = source.raw[max(0, start - _LONGEST) : start].decode(errors="ignore")[-1:]
            behind = source.raw[end : end + _LONGEST].decode(errors="ignore")[:1]
            if before.isalnum() or before == "_" or behind.isdecimal():
                yield start


def _wide_tables(source: Utf8Text) -> Iterator[int]:
    """Give the places of the rows of dashes that begin tables with too many columns."""
    for event, place in source.events():
        what = event.get("Start") if isinstance(event, dict) else None
        if isinstance(what, dict) and len(what.get("Table", ())) > MAX_COLUMNS:
            yield from (row.start(1) for row in WIDE.finditer(source.raw, place["start"], place["end"]))


def _marks_in_addresses(source: Utf8Text) -> Iterator[int]:
    """Give the places of Markdown's marks in addresses that stand in prose without brackets."""
    text = source.raw.decode()
    found = [match for match in _ADDRESS.finditer(text) if _MARK.search(match[0])]
    if not found:
        return
    ours = set(source.ours)
    prose = list(_prose(source.events()))
    ends = [end for _, end in prose]
    before, place = 0, 0
    for match in found:
        place += len(text[before : match.start()].encode())
        before = match.start()
        at = bisect(ends, place)
        if at < len(prose) and prose[at][0] <= place:
            address = match[0][: extent(match[0])]
            marks = (place + len(address[: mark.start()].encode()) for mark in _MARK.finditer(address))
            yield from (mark for mark in marks if mark not in ours and mark - 1 not in ours)


def _prose(events: Events) -> Iterator[tuple[int, int]]:
    """Give the places of words that are not code and in no link."""
    inside = 0
    for event, place in events:
        if "Text" in event and not inside:
            yield place["start"], place["end"]
        elif isinstance(event, dict):
            inside += (name_of(event.get("Start")) in _NOT_PROSE) - (name_of(event.get("End")) in _NOT_PROSE)


def name_of(what: Any) -> str | None:
    """Return what an event begins or ends, without what the parser knows about it."""
    return str(next(iter(what))) if isinstance(what, dict) else what
