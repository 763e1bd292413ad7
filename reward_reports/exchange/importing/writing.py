"""What was read, as the YAML of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reward_reports.base.escaping.visible import visible
from reward_reports.exchange.importing import account
from reward_reports.exchange.importing.changelog import ImportedEntry
from reward_reports.exchange.importing.source import Kept, Piece, Source, SourceError
from reward_reports.exchange.importing.stated import Stated
from reward_reports.exchange.importing.yaml_text import scalar
from reward_reports.report.loading import Document, load_text
from reward_reports.report.model import LAYOUTS, OPTIONAL, SECTIONS
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.report import CURRENT_VERSION, PROFILE_SECTIONS
from reward_reports.report.text_edits import quoted


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is written: the answers by field, the states of those that have one, what became of each field, the changelog, and what fits no field."""

    identity: str
    title: str
    source: Source
    texts: Mapping[FieldPath, str]
    stated: Mapping[FieldPath, Stated]
    states: Mapping[FieldPath, str]
    entries: tuple[ImportedEntry, ...]
    aside: tuple[Piece, ...]


def write(facts: Facts) -> Document:
    """Return the report, written as YAML and loaded.

    Raises:
        SourceError: if what was read makes no report that loads; the message says why.
    """
    yaml = "\n".join(_lines(facts)) + "\n"
    document = load_text(yaml, facts.source.name)
    if document.report is None:
        raise SourceError(f"{facts.source.name} does not fit a report: {document.problems[0].message}")
    return document


def _lines(facts: Facts) -> Iterator[str]:
    name = facts.source.name.rsplit("/", 1)[-1]
    yield f"# Imported from {visible(name)}."
    yield "# Empty fields were not answered in the source: answer them, or say why you do not."
    yield f'schema_version: "{CURRENT_VERSION}"'
    profiles = [section for section in PROFILE_SECTIONS if any(path[0] == section for path in facts.states)]
    if profiles:
        yield f"profiles: [{', '.join(profiles)}]"
    yield from _head(facts)
    order = {
        section: [path for _, fields in LAYOUTS["paper"] for path in fields if path[0] == section]
        for section in SECTIONS
    } | {section: [path for path in facts.states if path[0] == section] for section in profiles}
    for section, paths in order.items():
        written = [path for path in paths if path not in OPTIONAL or facts.states[path] != account.ABSENT]
        yield from ("", f"{section}:", *(line for path in written for line in _field(facts, path)))
    if facts.source.bibliography:
        yield from ("", f"bibliography: {quoted(facts.source.bibliography)}")
    yield from _figures(facts.source)
    yield from _aside(facts.aside)
    yield from _kept(facts.source.kept)


def _head(facts: Facts) -> Iterator[str]:
    day = facts.source.day
    yield from ("report:", f"  id: {quoted(facts.identity)}", f"  title: {quoted(facts.title)}")
    yield f"  version: {_quoted_version(_newest(facts.entries))}"
    yield "  status: draft"
    if day:
        yield f"  date: {day.isoformat()}"
    if facts.source.author:
        yield "  authors: []   # x-imported holds the name; add {name: …, relationship: owner} or another"


def _newest(entries: tuple[ImportedEntry, ...]) -> str:
    keyed = [(tuple(map(int, entry.version.split("."))), entry.version) for entry in entries]
    return max(keyed)[1] if keyed else "0.1"


def _quoted_version(version: str) -> str:
    return f'"{version}"'


def _field(facts: Facts, path: FieldPath) -> Iterator[str]:
    text, entries = facts.texts.get(path, ""), facts.entries if path[1] == "changelog" else ()
    stated = facts.stated.get(path)
    if entries or (stated and stated.disclosure):
        yield f"  {path[1]}:"
        if stated and stated.disclosure:
            yield f"    disclosure: {stated.disclosure}"
            yield f"    reason:{scalar(stated.reason, 4)}"
        if text:
            yield f"    text:{scalar(text, 4)}"
        if entries:
            yield "    items:"
        for entry in entries:
            yield from _entry(entry)
    elif text:
        yield f"  {path[1]}:{scalar(text, 2)}"
    else:
        yield f"  {path[1]}:   # {facts.states[path]}"


def _entry(entry: ImportedEntry) -> Iterator[str]:
    yield f"      - id: {quoted(entry.id)}"
    yield f"        version: {_quoted_version(entry.version)}"
    yield f"        date: {entry.date}"
    yield f"        summary:{scalar(entry.summary, 8)}"
    if entry.fields:
        yield f"        fields_changed: [{', '.join(quoted(name) for name in entry.fields)}]"


def _figures(source: Source) -> Iterator[str]:
    if source.pictures:
        yield from ("", "figures:")
    for picture in source.pictures:
        yield f"  - id: {quoted(picture.id)}"
        yield f"    path: {quoted(picture.path)}"
        if picture.caption:
            yield f"    caption:{scalar(picture.caption, 4)}"


def _aside(pieces: tuple[Piece, ...]) -> Iterator[str]:
    if pieces:
        yield from (
            "",
            "# Text that matches no field. Move each text to where it belongs, and delete it here.",
            "x-imported:",
        )
    for piece in pieces:
        yield f"  - heading: {quoted(piece.heading)}"
        yield f"    text:{scalar(piece.text, 4)}"


def _kept(kept: tuple[Kept, ...]) -> Iterator[str]:
    for place in dict.fromkeys(one.place for one in kept):
        yield from ("", "# Matches no field, kept as data.", f"{place}:")
        yield from (f"  {quoted(one.key)}:{one.yaml}" for one in kept if one.place == place)
