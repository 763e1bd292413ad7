"""Model cards in Markdown, with front matter as those of the Hugging Face Hub or without.

A card answers other questions than a report. What both ask is taken, by the titles that are common in cards; everything else is
kept aside with its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reward_reports.exchange.importing.card_front import Front, read_front
from reward_reports.exchange.importing.card_prose import parted
from reward_reports.exchange.importing.card_template import without_template
from reward_reports.exchange.importing.card_titles import (
    GOAL,
    count_of_card_headings,
    ends,
    is_generic,
    is_of_the_template,
    named,
    stands_apart,
)
from reward_reports.exchange.importing.importer import Importer
from reward_reports.exchange.importing.markdown import BEFORE, Heading, headings, read_markdown
from reward_reports.exchange.importing.source import Piece, Source
from reward_reports.exchange.importing.titles import field_of
from reward_reports.report.model.layouts import FieldPath

IMPORTERS = (
    Importer(
        "Markdown in the paper's or the web builder's layout",
        (".md", ".markdown", ".mdown", ".txt"),
        "exchange.importing.cards.read_card_or_report",
        known=2,
    ),
)
SUMMARY = "Summary"
_NO_TITLE = re.compile(r"model card for model id\Z|.*\{\{.*\}\}", re.IGNORECASE)
_REPORT = 5
"""So many fields that its headings name make a text a report, even if it begins as a model card does."""


def read_card_or_report(text: str, name: str) -> Source:
    """Return the report in a Markdown text, which may be a model card.

    Raises:
        SourceError: if front matter does not close, or is not valid YAML, with the place.
    """
    front = read_front(text, name)
    body = front.without(text)
    titles = [one.words for one in headings(body, body.split("\n"), lambda words: named(words) is not None)]
    if _is_card(titles, front):
        return _read_card(body, name, front)
    source = read_markdown(body, name)
    notes = (*source.notes, *front.notes)
    return replace(source, title=source.title or front.title, kept=front.kept("x-front-matter"), notes=notes)


def _is_card(titles: list[str], front: Front) -> bool:
    """Whether a text is a model card: its headings say so, or its front matter, unless it names fields of a report."""
    card = count_of_card_headings(titles)
    fields = len({field for one in titles if (field := field_of(one))})
    if front.of_the_hub:
        return fields < _REPORT or card > fields
    return card > fields and (card > 1 or fields == 0)


def _read_card(body: str, name: str, front: Front) -> Source:
    shown, notes = without_template(body)
    title, pieces = _pieces(shown)
    if _NO_TITLE.match(title):
        notes, title = (*notes, f"left out: the template's title {title!r}"), ""
    all_pieces, notes = (*front.pieces(), *pieces), (*front.notes, *notes)
    return replace(
        read_markdown("", name),
        title=title or front.title, pieces=all_pieces, kept=front.kept("x-model-card"), is_card=True, notes=notes,
    )  # fmt: skip


class _Owner(NamedTuple):
    """What a heading, and all that lies below it, belongs to: a field, or none."""

    level: int
    field: FieldPath | None
    line: int

    def takes(self, heading: str, names: FieldPath | None) -> bool:
        """Whether a heading below this one belongs to it, which itself names a field, or none."""
        if self.field is None:
            return names is None and not stands_apart(heading)
        return not ends(self.field) and (is_generic(heading) if names else not stands_apart(heading))


@dataclass(slots=True)
class _Open:
    """A piece that is still being read; `headings` are those below its own that nothing was said under yet."""

    owner: _Owner
    heading: str
    lines: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def add(self, lines: list[str]) -> None:
        """Add what stands below a heading, with the headings that lead to it."""
        if not any(line.strip() for line in lines):
            return
        while self.headings and self.lines and not self.lines[-1].strip():
            self.lines.pop()
        for heading in self.headings:
            self.lines += ["", f"**{heading.words}**", *(["", heading.links] if heading.links else [])]
        if self.headings and lines[0].strip():
            self.lines.append("")
        self.headings.clear()
        self.lines += lines

    def descend(self, heading: Heading) -> Iterator[Piece]:
        """Go below a heading that stays in this piece; give those before it that led to nothing."""
        while self.headings and self.headings[-1].level >= heading.level:
            yield from _empty(self.headings.pop())
        self.headings.append(heading)

    def closed(self) -> Iterator[Piece]:
        """Give the pieces of what was read."""
        piece = Piece(self.heading, self.owner.field, "\n".join(self.lines).strip("\n").rstrip(), self.owner.line)
        if piece.field == GOAL and piece.text:
            yield from parted(piece)
        elif piece.text or piece.field or not (piece.heading == BEFORE or is_of_the_template(piece.heading)):
            yield piece
        for heading in self.headings:
            yield from _empty(heading)


def _empty(heading: Heading) -> Iterator[Piece]:
    """Keep a heading that nothing was said under, unless the template writes it."""
    if not is_of_the_template(heading.words) or heading.links:
        yield Piece(heading.words, None, heading.links, heading.start + 1)


def _pieces(text: str) -> tuple[str, tuple[Piece, ...]]:
    """Return the title and the pieces of a card: what stands below its title sums it up."""
    lines = text.split("\n")
    known_headings = list(headings(text, lines, bool))
    title = _title(known_headings)
    return title, tuple(_cut(known_headings, lines, titled=bool(title)))


def _title(known_headings: list[Heading]) -> str:
    """Return the words of the first heading, if they name no field and nothing else that cards have."""
    words = known_headings[0].words if known_headings else ""
    return "" if named(words) or stands_apart(words) else words


def _cut(known_headings: list[Heading], lines: list[str], *, titled: bool) -> Iterator[Piece]:
    current, at = _Open(_Owner(0, None, 1), BEFORE), 0
    owners: list[_Owner] = []
    for number, heading in enumerate(known_headings):
        current.add(lines[at : heading.start])
        at = heading.end
        summary = titled and number == 0
        names = GOAL if summary else named(heading.words)
        while owners and owners[-1].level >= heading.level:
            owners.pop()
        stays = not summary and bool(owners) and owners[-1].takes(heading.words, names)
        if stays and current.owner == owners[-1]:
            yield from current.descend(heading)
            continue
        yield from current.closed()
        if stays:
            current = _Open(owners[-1], heading.words, headings=[heading])
            continue
        if summary and heading.links:
            yield Piece("Title", None, heading.links, heading.start + 1)
        owner = _Owner(heading.level, names, heading.start + 1)
        current = _Open(owner, SUMMARY if summary else heading.words, [] if summary else heading.first_lines(lines))
        owners += [] if summary else [owner]
    current.add(lines[at:])
    yield from current.closed()
