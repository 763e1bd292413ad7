"""What a formula sets in rows: matrices, cases, lines that are aligned."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reward_reports.report.formulas import commands as known

if TYPE_CHECKING:
    from reward_reports.report.formulas.commands import Grid
    from reward_reports.report.formulas.reader import FormulaReader

_COLUMNS = re.compile(r"[lcr| ]+\Z")
_ENDS_ROW = ("\\\\", "\\cr")


def read_stack(reader: FormulaReader) -> str:
    """Read the rows of `\\substack{…}`."""
    with reader.deeper(2):  # its rows, and their cells
        reader.tokens.expect("{")
        rows = _rows(reader, "}")
        reader.tokens.expect("}")
        return _written(reader, known.SUBSTACK, rows)


def read_grid(reader: FormulaReader) -> str:
    """Read an environment behind its `\\begin`."""
    with reader.deeper(2):  # its rows, and their cells
        name = reader.tokens.raw()
        grid = _frame(reader, name)
        rows = _rows(reader, "\\end")
        reader.tokens.expect("\\end")
        if reader.tokens.raw() != name:
            raise reader.tokens.fail(f"`\\end{{{name}}}` is missing")
        return _written(reader, grid, rows)


def _frame(reader: FormulaReader, name: str) -> Grid:
    """Return how an environment is written, with what its beginning says of its columns."""
    if name in known.STARRED:
        before, behind = known.STARRED[name]
        return known.Grid("matrix*", known.MAX_COLUMNS, _alignment(reader), before, behind)
    grid = known.GRIDS.get(name)
    if grid is None:
        raise reader.tokens.fail(f"`{name}` is not an environment that formulas can hold")
    if grid.environment == "alignedat":
        reader.tokens.raw()
    if grid.environment in ("array", "subarray") and not grid.spec:
        spec = reader.tokens.raw() if reader.tokens.peek() == "{" else reader.tokens.next()
        if not _COLUMNS.match(spec):
            raise reader.tokens.fail("the columns of an array are given as `l`, `c`, `r` and `|`")
        return replace(grid, spec=spec.replace(" ", ""))
    return grid


def _alignment(reader: FormulaReader) -> str:
    if not reader.tokens.take("["):
        return "c"
    side = reader.tokens.next()
    reader.tokens.expect("]")
    if side not in ("l", "c", "r"):
        raise reader.tokens.fail("the alignment is `l`, `c` or `r`")
    return side


def _rows(reader: FormulaReader, end: str) -> list[list[str]]:
    rows = [_cells(reader, end)]
    while reader.tokens.peek() in _ENDS_ROW:
        reader.tokens.next()
        reader.tokens.gap()
        rows.append(_cells(reader, end))
    if len(rows) > 1 and rows[-1] == [""]:
        rows.pop()  # a line break behind the last row begins no other
    return rows


def _cells(reader: FormulaReader, end: str) -> list[str]:
    def ends(sign: str) -> bool:
        return sign in ("&", *_ENDS_ROW, end)

    rule = ""
    while reader.tokens.take("\\hline"):
        rule = "\\hline "
    cells = [rule + reader.row(ends)]
    while reader.tokens.take("&"):
        cells.append(reader.row(ends))
    return cells


def _written(reader: FormulaReader, grid: Grid, rows: list[list[str]]) -> str:
    columns = max(map(len, rows))
    if grid.environment == "matrix*":
        grid = replace(grid, environment="array", spec=grid.spec * columns)
    if columns > (sum(map(str.isalpha, grid.spec)) or grid.columns):
        raise reader.tokens.fail("a row has more columns than there are")
    lines = "&".join(rows[0])
    for cells in rows[1:]:
        lines += (r"\\" if cells[0].startswith("\\hline") else reader.dialect.row_end) + "&".join(cells)
    if not grid.environment:
        if len(rows) > 1:
            raise reader.tokens.fail("an equation has one row")
        return f"{{{lines}}}"
    name = reader.dialect.commands.get(grid.environment, grid.environment)
    spec = grid.spec or (str((columns + 1) // 2) if name == "alignedat" else "")
    spec = f"{{{spec}}}" if spec else ""
    return f"{grid.before}\\begin{{{name}}}{spec}{lines}\\end{{{name}}}{grid.behind}"
