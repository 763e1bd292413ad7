"""Safe HTML to LaTeX: paragraphs, lists, tables, links, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote, unquote

from markupsafe import Markup

from reward_reports.publishing.rendering.addresses import safe_address
from reward_reports.publishing.rendering.html_tree import Element, Node, parsed, text_of
from reward_reports.publishing.rendering.latex_math import safe_formula
from reward_reports.publishing.rendering.latex_text import typed, words
from reward_reports.publishing.rendering.views import Table

MAX_LISTS = 3
"""Items of lists that lie deeper are paragraphs with their marks: LaTeX refuses a fifth level, and the page has its own."""
MAX_COLUMNS = 40
"""Rows of a table with more are paragraphs: columns of two letters' width cannot be read."""


def fragment(html: Markup) -> str:
    """Return what our writers made, as LaTeX."""
    return _made(parsed(html))


def place(name: str) -> str:
    """Return the name of a place that links lead to."""
    return re.sub(r"[^A-Za-z0-9:.-]", "-", name)


def table(view: Table) -> str:
    """Return a table of a page."""
    trees = [[parsed(cell) if isinstance(cell, Markup) else [cell] for cell in row.cells] for row in view.rows]
    rows = [[_made(cell, 0, True) for cell in row] for row in trees]
    sizes = [text_of(cell) for row in trees for cell in row]
    return _grid([words(head) for head in view.heads], rows, sizes, view.numeric)


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]], sizes: Sequence[str], numeric: frozenset[int]) -> str:
    """Return a table that breaks over pages, its columns as wide as their words ask for."""
    count = len(heads)
    if not count:
        return ""
    longest = [max([8, *(min(len(size), 60) for size in sizes[place::count])]) for place in range(count)]
    columns = "".join(
        rf">{{\{'raggedleft' if place in numeric else 'raggedright'}\arraybackslash}}"
        rf"p{{\dimexpr {width / sum(longest):.4f}\linewidth-2\tabcolsep\relax}}"
        for place, width in enumerate(longest)
    )
    head = " & ".join(rf"\textbf{{{one}}}" for one in heads)
    body = "\n".join(f"{' & '.join(row)} \\tabularnewline" for row in rows)
    return f"\n\n{{\\reporttable\\begin{{longtable}}{{{columns}}}\n\\hline\n{head} \\tabularnewline\n\\hline\\endhead\n{body}\n\\hline\\end{{longtable}}}}\n\n"


def _made(nodes: Sequence[Node], lists: int = 0, cell: bool = False) -> str:
    return "".join(words(node) if isinstance(node, str) else _element(node, lists, cell) for node in nodes)


_WRAPS = {"em": r"\emph{", "strong": r"\textbf{", "b": r"\textbf{", "del": r"\removed{"}


def _element(node: Element, lists: int, cell: bool) -> str:
    special = _ELEMENTS.get(node.tag)
    if special is not None:
        return special(node, lists, cell)
    inside = _made(node.children, lists, cell)
    if node.tag in _WRAPS:
        return f"{_WRAPS[node.tag]}{inside}}}"
    return f"{inside}\n\n" if node.tag in ("p", "div", "li") else inside


def _list(node: Element, lists: int, cell: bool) -> str:
    items = [child for child in node.children if isinstance(child, Element)]
    entries = [_made(item.children, lists + 1, cell).strip() for item in items]
    start = int(node.attributes.get("start", "1"))
    numbered = node.tag == "ol"
    if lists >= MAX_LISTS or not entries:
        marked = (f"{start + place}. {item}" if numbered else f"• {item}" for place, item in enumerate(entries))
        return "".join(f"\n\n{item}\n\n" for item in marked)
    kind = "enumerate" if numbered else "itemize"
    lines = "\n".join(f"\\item{{}} {item}" for item in entries)
    first = f"\\setcounter{{{_COUNTER}}}{{{start - 1}}}" if numbered and start != 1 else ""
    return f"\n\n\\begin{{{kind}}}{first}\n{lines}\n\\end{{{kind}}}\n\n"


def _quote(node: Element, lists: int, cell: bool) -> str:
    inside = _made(node.children, lists + 1, cell).strip()
    return (
        f"\n\n\\begin{{quote}}\n{inside}\n\\end{{quote}}\n\n" if lists < MAX_LISTS and inside else f"\n\n{inside}\n\n"
    )


def _lines(node: Element, lists: int, cell: bool) -> str:
    """Return lines of code; no `verbatim`, which could not stand in the argument of a macro."""
    lines = text_of(node.children).rstrip("\n").split("\n")
    text = "\\par\n".join(typed(line.expandtabs(4)) if line.strip() else r"\mbox{}" for line in lines)
    return f"\n\n{{\\reportcode {text}\\par}}\n\n"


def _table(node: Element, lists: int, cell: bool) -> str:
    rows = [[one for one in row.children if isinstance(one, Element)] for row in node.all("tr")]
    if cell or not rows or len(rows[0]) > MAX_COLUMNS:  # a table inside a cell is not a table in LaTeX
        return "".join(f"{' -- '.join(_made(one.children, lists, True) for one in row)}\n\n" for row in rows)
    right = frozenset(place for place, one in enumerate(rows[0]) if one.attributes.get("class") == "right")
    cells = [[_made(one.children, lists, True) for one in row] for row in rows]
    sizes = [text_of(one.children) for row in rows[1:] for one in row]
    return _grid(cells[0], cells[1:], sizes, right)


def _link(node: Element, lists: int, cell: bool) -> str:
    label, target = _made(node.children, lists, cell), node.attributes.get("href", "")
    if target.startswith("#"):
        return f"\\hyperlink{{{place(unquote(target[1:]))}}}{{{label}}}"
    address = safe_address(target)
    if address is None:
        return label
    escaped = re.sub(r"([%#&])", r"\\\1", quote(address, safe=":/?#@!*+,;=&%-."))
    return f"\\href{{{escaped}}}{{{label}}}"


def _formula(node: Element, lists: int, cell: bool) -> str:
    source = text_of(node.children)
    formula = safe_formula(source)
    if formula is None:
        return typed(source)
    return f"\\[{formula}\\]" if node.attributes.get("display") else f"${formula}$"


def _picture(node: Element, lists: int, cell: bool) -> str:
    path = node.attributes["src"]
    return f"\\reportpicture{{{path}}}{{{words(node.attributes['alt'])}}}"


_COUNTER = r"enum\romannumeral\csname @enumdepth\endcsname"
"""The name of the counter of the list it stands in: `enumi` for the first numbered list, `enumii` for one inside that."""
_ELEMENTS: dict[str, Callable[[Element, int, bool], str]] = {
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _lines,
    "code": lambda node, lists, cell: typed(text_of(node.children)),
    "table": _table,
    "a": _link,
    "formula": _formula,
    "picture": _picture,
    "br": lambda node, lists, cell: r"\leavevmode\newline{}",
    "hr": lambda node, lists, cell: "\n\n\\rule{\\linewidth}{0.4pt}\n\n",
}
