"""The versions of one old report, read, to one report in our YAML and the account of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reward_reports.exchange.importing import account
from reward_reports.exchange.importing.account import AccountRow
from reward_reports.exchange.importing.changelog import ImportedEntry, entries_of
from reward_reports.exchange.importing.source import Piece, Source, SourceError
from reward_reports.exchange.importing.stated import read_state
from reward_reports.exchange.importing.writing import Facts, write
from reward_reports.linting.template_text import find_leftover
from reward_reports.report.loading import Document
from reward_reports.report.model import LAYOUTS, OPTIONAL
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.values import id_from

CHANGELOG: FieldPath = ("system_maintenance", "changelog")
_PREFIX = re.compile(r"\A\W*reward\s+reports?\s*[-–—:]+\s*", re.IGNORECASE)
_FIELDS = tuple(path for _, fields in LAYOUTS["paper"] for path in fields)


@dataclass(frozen=True, slots=True)
class Converted:
    """A report that was imported.

    Attributes:
        name: the source's name.
        document: the report, loaded.
        rows: the account.
        notes: what was left out, and why.
    """

    name: str
    document: Document
    rows: tuple[AccountRow, ...]
    notes: tuple[str, ...]

    @property
    def yaml(self) -> str:
        """The report as YAML."""
        return self.document.text


def convert(versions: list[Source], *, title: str = "", identity: str = "") -> Converted:
    """Return one report of the versions of an old one, oldest first: the newest one's answers, and an entry for each.

    Args:
        versions: at least one.
        title: the title; by default the source's own.
        identity: the id; by default made from the title or the file's name.

    Raises:
        SourceError: if the newest version has none of the fields of a Reward Report, and is not a model card either.
    """
    source = versions[-1]
    by_field = _by_field(source)
    if not by_field and not source.is_card:
        raise SourceError(
            f"{source.name}: no heading names a field of a Reward Report, such as System Owner or Reward Details"
        )
    fields = (*_FIELDS, *(path for path in by_field if path not in _FIELDS))
    states = {path: _state(by_field.get(path)) for path in fields}
    texts = {path: text_of(by_field[path]) for path, state in states.items() if state in (account.TAKEN, account.MIXED)}
    stated = {path: one for path, text in texts.items() if (one := read_state(text))}
    texts |= {path: one.text for path, one in stated.items()}
    entries: tuple[ImportedEntry, ...] = ()
    if CHANGELOG in texts:
        texts[CHANGELOG], entries = entries_of(texts[CHANGELOG])
    history = _history(versions) if len(versions) > 1 else ()
    named = title or _PREFIX.sub("", source.title) or "Untitled reward report"
    aside = tuple(_aside(source))
    facts = Facts(
        identity or _id_of(named if title or source.title else source.name),
        named, source, texts, stated, states, (*entries, *history), aside,
    )  # fmt: skip
    missing = [path for path in fields if path not in by_field and path in OPTIONAL]
    rows = [_row(path, by_field.get(path), states[path], source) for path in fields if path not in missing]
    rows += [
        AccountRow("figures", f"{source.name} {one.id}", len(one.caption), account.TAKEN) for one in source.pictures
    ]
    rows += [AccountRow("x-imported", _from(source, one), len(one.text), account.ASIDE) for one in aside]
    rows += [
        AccountRow(one.place, f"{source.name}:{one.line} {one.key}", len(one.yaml), account.ASIDE)
        for one in source.kept
    ]
    notes = (*source.notes, *_older(versions))
    return Converted(source.name, write(facts), tuple(rows), notes)


def has_answers(source: Source) -> bool:
    """Whether a report answers anything; a template does not."""
    return any(_state(pieces) in (account.TAKEN, account.MIXED) for pieces in _by_field(source).values())


def _by_field(source: Source) -> dict[FieldPath, list[Piece]]:
    pieces: dict[FieldPath, list[Piece]] = {}
    for piece in source.pieces:
        if piece.field:
            pieces.setdefault(piece.field, []).append(piece)
    return pieces


def _state(pieces: list[Piece] | None) -> str:
    if pieces is None:
        return account.ABSENT
    text = text_of(pieces)
    state = read_state(text)
    if state and not state.disclosure and not state.text:
        return account.EMPTY
    left = find_leftover(text) if text else None
    if left is None:
        return account.TAKEN if text else account.EMPTY
    return account.QUESTION if left.whole else account.MIXED


def text_of(pieces: list[Piece]) -> str:
    """Return the text of all places that name one field."""
    return "\n\n".join(piece.text for piece in pieces if piece.text)


def _aside(source: Source) -> Iterator[Piece]:
    """Give what fits no field, with its heading."""
    for heading, text in (("Author", source.author), ("Description", source.description)):
        if text:
            yield Piece(heading, None, text, 1)
    shown = _PREFIX.match(source.title)
    if shown and len(shown[0].strip()) > 20:
        yield Piece("Title", None, source.title, 1)
    for piece in source.pieces:
        if piece.field is None:
            yield piece


def _row(path: FieldPath, pieces: list[Piece] | None, state: str, source: Source) -> AccountRow:
    taken = len(text_of(pieces)) if pieces and state in (account.TAKEN, account.MIXED) else 0
    return AccountRow(".".join(path), "; ".join(_from(source, piece) for piece in pieces or ()), taken, state)


def _from(source: Source, piece: Piece) -> str:
    return f"{source.name}:{piece.line} {piece.heading}"


def _id_of(words: str) -> str:
    stem = re.sub(r"\.[A-Za-z]+\Z", "", words.rsplit("/", 1)[-1])
    return id_from(stem, "report")


def _history(versions: list[Source]) -> tuple[ImportedEntry, ...]:
    """Return an entry for each version: who wrote it when, what they said of it, which fields differ from the one before."""
    entries: list[ImportedEntry] = []
    before: dict[FieldPath, str] = {}
    for number, version in enumerate(versions, 1):
        texts = {path: text_of(pieces) for path, pieces in _by_field(version).items()}
        changed = [path for path in _FIELDS if number > 1 and _words(texts.get(path)) != _words(before.get(path))]
        day = version.day.isoformat() if version.day else ""
        fields = tuple(".".join(path) for path in changed)
        entries.append(ImportedEntry(f"imported-{number}", f"0.{number}", day, summary_of(version), fields))
        before = texts
    return tuple(entries)


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def summary_of(version: Source) -> str:
    """Return what is known of a version in a sentence or two."""
    by = f" by {' '.join(version.author.split())}" if version.author else ""
    description = " ".join(version.description.split()) or "No description was given"
    return f"{description.rstrip('.')}. (The version {version.name.rsplit('/', 1)[-1]}{by}.)"


def _older(versions: list[Source]) -> Iterator[str]:
    older = len(versions) - 1
    if older:
        named = "the older version is" if older == 1 else f"{older} older versions are"
        yield f"{named} kept only as changelog entries with the fields that changed; --as-history keeps their full text"
