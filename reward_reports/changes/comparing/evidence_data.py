"""What reports tell as data: a line of CSV for each cell, and JSON with the tallies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reward_reports.base.escaping.data import dump, dump_line
from reward_reports.base.escaping.spreadsheets import csv_text, safe_cell
from reward_reports.changes.comparing.evidence_findings import findings_of
from reward_reports.changes.comparing.evidence_matrix import BLOCKS, KIND_WORDS, Matrix, MatrixRow, kind_of
from reward_reports.report.model.evidence import RULE, Cell, as_data
from reward_reports.report.model.routes import CHECKABLE, INDEPENDENT, ROUTE_WORDS
from reward_reports.report.model.states import KNOWN_WORDS

_COLUMNS = (
    "report",
    "title",
    "group",
    "block",
    "question",
    "known",
    "route",
    "counts",
    "checkable",
    "independent",
    "link",
    "system",
)


def as_csv(matrix: Matrix) -> str:
    """Return a line for each report and question. A spreadsheet takes no text of a report for a formula."""
    return csv_file(map(csv_lines, matrix.rows))


def csv_file(reports: Iterable[str]) -> str:
    """Return the lines of all reports, as `csv_lines` gives them, as a file."""
    return "".join((csv_text([_COLUMNS]), *reports))


def csv_lines(row: MatrixRow) -> str:
    """Return the lines of one report."""
    begin, system = (safe_cell(row.report), safe_cell(row.title)), kind_of(row)
    return csv_text([*begin, *_counted(cell), safe_cell(link), system] for cell, link in _linked(row))


def as_json(matrix: Matrix) -> str:
    """Return the tallies, the cells and what follows from them, with the rule that counted them."""
    return json_file(matrix, map(json_line, matrix.rows))


def json_file(matrix: Matrix, reports: Iterable[str]) -> str:
    """Return the same, with each report as `json_line` gives it, on a line of its own."""
    data = {
        "rule": RULE,
        "known": KNOWN_WORDS,
        "routes": ROUTE_WORDS,
        "systems": KIND_WORDS,
        "findings": [str(one) for one in findings_of(matrix)],
        "reports": [],
    }
    begin, _, end = dump(data).rpartition("[]")
    return begin + "[\n" + ",\n".join(reports) + "\n  ]" + end


def json_line(row: MatrixRow) -> str:
    """Return what one report tells as JSON on one line."""
    return dump_line(_report(row))


def _report(row: MatrixRow) -> dict[str, Any]:
    return {
        "id": row.report,
        "title": row.title,
        **({"address": row.address} if row.address else {}),
        "system": kind_of(row),
        **({"system_said_in": row.access.question} if row.access else {}),
        "figures": {group: as_data(row.evidence.tally(group)) for group in row.evidence.groups()},
        "cells": [
            {
                "question": ".".join(cell.question),
                "group": cell.group,
                "known": cell.known,
                "route": cell.route,
                "counts": _worth(cell),
                **({"link": link} if link else {}),
            }
            for cell, link in _linked(row)
        ],
    }


def _counted(cell: Cell) -> list[Any]:
    """Return what the format says of a cell: no text of an author is in it."""
    scores = (_worth(cell), *(round(cell.score(routes), 4) for routes in (CHECKABLE, INDEPENDENT)))
    place = (cell.group, BLOCKS[cell.question[0]], ".".join(cell.question))
    return [
        *place,
        cell.known,
        cell.route or "",
        *(scores if cell.counts else ("", "", "")),
    ]


def _worth(cell: Cell) -> float | None:
    return round(cell.score(), 4) if cell.counts else None


def _linked(row: MatrixRow) -> list[tuple[Cell, str]]:
    links = row.links or ("",) * len(row.evidence.cells)
    return list(zip(row.evidence.cells, links, strict=True))
