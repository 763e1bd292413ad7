"""What reports tell and by which routes, as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.visible import visible
from reward_reports.changes.comparing.evidence_findings import findings_of
from reward_reports.changes.comparing.evidence_matrix import (
    KIND_WORDS,
    Block,
    Matrix,
    agreed_in_words,
    group_title,
    headline,
    kind_of,
)
from reward_reports.report.model.evidence import RULE, Cell, Tally, in_words
from reward_reports.report.model.routes import ROUTE_LETTERS, ROUTE_WORDS, ROUTES
from reward_reports.report.model.states import KNOWN_SHAPES, KNOWN_WORDS

_NAME, _NUMBER = 36, 24
_HEAD = ["Answered", "Anybody can check", "Independently checked", "Route not given", "Owner does not know"]
_CORE = "core"
_ROUTED = ("whole", "part")


def shape(cell: Cell) -> str:
    """Return a cell as a shape for what is known and a letter for the route: `◐S`."""
    letter = ROUTE_LETTERS[cell.route] if cell.route and cell.known in _ROUTED else ""
    return KNOWN_SHAPES[cell.known] + letter


def evidence_lines(matrix: Matrix) -> Iterator[str]:
    """Give the tallies, what follows from them, and the questions in blocks, for a terminal."""
    yield f"{visible(headline(matrix.rows))}\n"
    for group in matrix.groups():
        rows = [_head(group), *([visible(name), *cells] for name, cells in _tallies(matrix, group))]
        yield "\n"
        yield from map(line_of, aligned(rows, [_NAME, *[_NUMBER] * (len(rows[0]) - 1)]))
    if findings := findings_of(matrix):
        yield "\nWhat follows from the data\n"
        yield from (f"  {one}\n" for one in findings)
    for block in matrix.blocks:
        yield from _block_lines(block)
    yield f"\n{_legend()}\n{RULE}\n"


def evidence_markdown(matrix: Matrix) -> Iterator[str]:
    """Give the same as pieces of Markdown."""
    yield f"**{escape(headline(matrix.rows))}**\n"
    for group in matrix.groups():
        yield table(_head(group), [[escape(name), *cells] for name, cells in _tallies(matrix, group)])
    if findings := findings_of(matrix):
        yield "## What follows from the data\n"
        yield "".join(f"- {escape(str(one))}\n" for one in findings)
    for block in matrix.blocks:
        yield from _block_markdown(block)
    yield f"{escape(_legend())}\n"
    yield f"{RULE}\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; the cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _tallies(matrix: Matrix, group: str) -> Iterator[tuple[str, list[str]]]:
    for row in matrix.rows_in(group):
        system = [KIND_WORDS[kind_of(row)]] if group == _CORE else []
        yield row.name, [*system, *_in_cells(row.evidence.tally(group))]


def _head(group: str) -> list[str]:
    """Return the titles of the tally's columns; whether a system is open stands once, beside the core."""
    return [group_title(group), *(["System"] if group == _CORE else []), *_HEAD]


def _in_cells(tally: Tally) -> list[str]:
    numbers = (tally.checkable, tally.independent, tally.without_route, tally.candid)
    return [f"{in_words(tally.known)} of {tally.questions}", *map(in_words, numbers)]


def _block_lines(block: Block) -> Iterator[str]:
    chosen = block.chosen(agreed=False)
    yield f"\n{block.title}\n"
    yield from (f"  {number}  {block.columns[index].title}\n" for number, index in enumerate(chosen, 1))
    if chosen:
        rows = [["", *map(str, range(1, len(chosen) + 1))]]
        rows += [[visible(row.name), *(shape(places[index].cell) for index in chosen)] for row, places in block.rows]
        yield from (f"  {line_of(row)}" for row in aligned(rows, [_NAME, *[4] * len(chosen)]))
    yield from (f"  All agree: {words}\n" for words in agreed_in_words(block))


def _block_markdown(block: Block) -> Iterator[str]:
    chosen = block.chosen(agreed=False)
    yield f"## {block.title}\n"
    if chosen:
        rows = [[escape(row.name), *(shape(places[index].cell) for index in chosen)] for row, places in block.rows]
        yield table(["Report", *(escape(block.columns[index].title) for index in chosen)], rows)
    if agreed := agreed_in_words(block):
        yield "".join(f"- All agree: {escape(words)}\n" for words in agreed)


def _legend() -> str:
    shapes = ", ".join(f"{KNOWN_SHAPES[known]} {words}" for known, words in KNOWN_WORDS.items())
    letters = ", ".join(f"{ROUTE_LETTERS[route]} {ROUTE_WORDS[route]}" for route in ROUTES)
    return f"{shapes}. Routes: {letters}; no letter, no route given."
