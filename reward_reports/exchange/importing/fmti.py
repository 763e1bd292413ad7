"""Company reports of the Foundation Model Transparency Index as CSV: what a developer discloses, indicator by indicator."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from reward_reports.exchange.importing.importer import Importer
from reward_reports.exchange.importing.source import Kept, Piece, Source, SourceError
from reward_reports.exchange.importing.yaml_text import scalar
from reward_reports.report.frameworks.fmti import FMTI
from reward_reports.report.model.layouts import FieldPath

IMPORTERS = (
    Importer(
        "a company report of the Foundation Model Transparency Index (CSV)",
        (".csv",),
        "exchange.importing.fmti.read_fmti",
        in_folders=False,
    ),
)
_NAME = re.compile(r"(?:\A|/)([^/]+?)_fmtransparencyreport_?([^/]*)\.csv\Z", re.IGNORECASE)
_PLACES = {item.number: item.fields for item in FMTI.items}
_SCORES = f"{FMTI.block}-scores"


class _Row(NamedTuple):
    line: int
    indicator: str
    disclosure: str
    references: str
    score: str
    justification: str


def read_fmti(text: str, name: str) -> Source:
    """Return the report in a table with the columns `Indicator` and `Disclosure`.

    What an indicator asks of a field as a whole becomes text of that field. What it asks of a key, and what has no field, is
    kept under its name in `x-fmti`, which the export to the index reads. The team's scores are kept as theirs.

    Raises:
        SourceError: if it is no such table, or names an indicator twice; with the place.
    """
    rows = list(_rows(text, name))
    known = [row for row in rows if row.disclosure]
    pieces = [Piece(row.indicator, field, _said(row), row.line) for row in known if (field := _field(row))]
    strange = [Piece(row.indicator, None, _said(row), row.line) for row in known if row.indicator not in _PLACES]
    named = _NAME.search(name)
    developer = named[1].replace("_", " ") if named else ""
    owner = [Piece("Developer", ("system_details", "system_owner"), developer, 1)] if developer else []
    notes = ["left out: the definitions and notes of the index, which are the same for all"]
    if any(row.score for row in rows):
        notes.append(f"the scores in `{_SCORES}` are those of the team of the index (CC BY 4.0), not of this report")
    return Source(
        name,
        (*owner, *pieces, *strange),
        title=developer,
        kept=(*_blocks(known), *_scores(rows)),
        is_card=True,
        notes=tuple(notes),
    )


def _field(row: _Row) -> FieldPath | None:
    """Return the field that an indicator asks for as a whole."""
    places = _PLACES.get(row.indicator, ())
    return (places[0][0], places[0][1]) if places and len(places[0]) == 2 else None


def _blocks(rows: list[_Row]) -> Iterator[Kept]:
    for row in rows:
        if row.indicator in _PLACES and _field(row) is None:
            yield Kept(FMTI.block, row.indicator, scalar(_said(row, named=False), 2), row.line)


def _scores(rows: list[_Row]) -> Iterator[Kept]:
    for row in rows:
        if row.score or row.justification:
            score = " ".join(filter(None, (f"{row.score}." if row.score else "", row.justification)))
            yield Kept(_SCORES, row.indicator, scalar(score, 2), row.line)


def _said(row: _Row, *, named: bool = True) -> str:
    """Return what is disclosed, under the indicator's name where several share a field, and its references."""
    parts = (
        f"**{row.indicator}.**" if named else "",
        row.disclosure,
        f"References: {row.references}" if row.references else "",
    )
    return "\n\n".join(filter(None, parts))


def _rows(text: str, name: str) -> Iterator[_Row]:
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    seen: set[str] = set()
    line = 1
    try:
        if not {"Indicator", "Disclosure"} <= set(table.fieldnames or ()):
            raise SourceError(f"{name}:1: a report to the transparency index has the columns Indicator and Disclosure")
        for row in table:
            line = table.line_num
            cells = {
                key: _clean(value) for key, value in row.items() if isinstance(key, str) and isinstance(value, str)
            }
            indicator = " ".join(cells.get("Indicator", "").split())
            if not indicator:
                continue
            if indicator in seen:
                raise SourceError(f"{name}:{line}: the indicator {indicator!r} stands twice; remove one")
            seen.add(indicator)
            yield _Row(
                line, indicator, *(cells.get(key, "") for key in ("Disclosure", "References", "Score", "Justification"))
            )
    except csv.Error as error:
        raise SourceError(f"{name}:{max(line, table.line_num)}: {error}; it is not CSV") from None


def _clean(text: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from reading it as a formula."""
    bare = re.sub(r"\A'(?=[=+@-])", "", text)
    return "\n".join(line.rstrip() for line in bare.strip().split("\n"))
