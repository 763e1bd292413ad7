"""A table of LaTeX as a table of Markdown, where it is a plain one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_RULES = frozenset(
    "hline toprule midrule bottomrule centering small footnotesize scriptsize endhead endfirsthead".split()
)
_ROW_ENDS = frozenset({"\\", "tabularnewline"})
_MOST_COLUMNS = 20


def table(node: Any, inline: Callable[[list[Any]], str]) -> str | None:
    """Return a table as Markdown; None if cells span others, a row is longer than the first, or a formula has a bar.

    Args:
        node: the environment.
        inline: turns nodes into words on one line.
    """
    rows: list[list[list[Any]]] = [[[]]]
    for one in node.nodelist:
        name, kind = getattr(one, "macroname", ""), type(one).__name__
        if name in ("multicolumn", "multirow", "cline", "cmidrule") or kind == "LatexEnvironmentNode":
            return None
        if name in _ROW_ENDS:
            rows.append([[]])
        elif kind == "LatexSpecialsNode" and one.specials_chars == "&":
            rows[-1].append([])
        elif name not in _RULES and kind != "LatexCommentNode":
            rows[-1][-1].append(one)
    cells = [[inline(cell) for cell in row] for row in rows]
    if any("|" in cell and "$" in cell for row in cells for cell in row):
        return None
    cells = [[cell.replace("|", "\\|") for cell in row] for row in cells]
    cells = [row for row in cells if any(row)]
    if len(cells) < 2 or not 2 <= len(cells[0]) <= _MOST_COLUMNS or any(len(row) > len(cells[0]) for row in cells):
        return None
    lines = [f"| {' | '.join(row + [''] * (len(cells[0]) - len(row)))} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * len(cells[0])}", *lines[1:]])
