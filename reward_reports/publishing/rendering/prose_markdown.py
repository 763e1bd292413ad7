"""An author's words inside a Markdown page: no HTML, no unsafe link, nothing that reaches beyond its own field.

The text is rewritten from its tree, with the author's own marks, in the part of Markdown that every renderer reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from reward_reports.publishing.rendering.html_tree import Element, Node, text_of
from reward_reports.publishing.rendering.markdown_escaping import Md, at_start, code_block, code_span, marked
from reward_reports.publishing.rendering.markdown_words import words_in_markdown
from reward_reports.publishing.rendering.prose_tree import parsed

_BLOCKS = frozenset("p ul ol blockquote pre table hr h1 h2 h3 h4 h5 h6".split())
_APART = frozenset("p h1 h2 h3 h4 h5 h6".split())
_INFO = re.compile(r"[\w+#.-]+")
_LAST_NUMBER = 999_999_999
_BARE_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])$", re.MULTILINE)
"""An item without words, which no list below words can begin with."""


@lru_cache(4096)
def block(text: str) -> Md:
    """Return Markdown of any number of paragraphs, made safe; headings become bold lines."""
    return Md(_blocks(parsed(text)))


@lru_cache(4096)
def line(text: str) -> Md:
    """Return Markdown on one line, made safe."""
    return Md(at_start(" ".join(_flat(parsed(text)).split("\n"))))


def cell(text: str) -> Md:
    """Return Markdown for a cell of a table, made safe."""
    return Md(line(text).replace("|", "\\|"))


def _blocks(nodes: Sequence[Node], between: str = "\n\n") -> str:
    return between.join(block for block in _each(nodes) if block)


def _each(nodes: Sequence[Node]) -> Iterator[str]:
    """Give the blocks among nodes; words between them, as an item may hold them, are blocks too."""
    words: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in _BLOCKS:
            yield _paragraph(words)
            words = []
            yield _BLOCK[node.tag](node)
        else:
            words.append(node)
    yield _paragraph(words)


def _paragraph(nodes: Sequence[Node]) -> str:
    return at_start(words_in_markdown(nodes)) if nodes else ""


def _with_formulas(node: Element) -> str:
    """Return a paragraph; a formula on a line of its own becomes a block, which no renderer reads marks in."""
    parts: list[str] = []
    words: list[Node] = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "formula" and child.attributes["display"]:
            parts += [_paragraph(words), code_block(child.attributes["tex"].strip("\n"), "math")]
            words = []
        elif words or child != "\n":
            words.append(child)
    return "\n\n".join(part for part in [*parts, _paragraph(words)] if part.strip())


def _heading(node: Element) -> str:
    """Return a heading as a bold line; what is bold in it already is no bolder."""
    words: list[Node] = []
    for child in node.children:
        words += child.children if isinstance(child, Element) and child.tag == "strong" else [child]
    return _paragraph([Element("strong", {"mark": "**"}, words)]) if words else ""


def _code(node: Element) -> str:
    info = node.attributes["info"].strip()
    return code_block(text_of(node.children), info if _INFO.fullmatch(info) else "")


def _list(node: Element) -> str:
    items = [child for child in node.children if isinstance(child, Element)]
    loose = any(isinstance(child, Element) and child.tag in _APART for item in items for child in item.children)
    marks = [_list_mark(node, number) for number in range(len(items))]
    entries = [_item(mark, item, loose) for mark, item in zip(marks, items, strict=True)]
    return ("\n\n" if loose else "\n").join(entries)


def _list_mark(node: Element, number: int) -> str:
    mark = node.attributes["mark"]
    return f"{min(int(node.attributes['start']) + number, _LAST_NUMBER)}{mark}" if node.tag == "ol" else mark


def _item(mark: str, item: Element, loose: bool) -> str:
    parts = [part for part in _each(item.children) if part]
    inside = ("\n\n" if loose or any(map(_BARE_MARK.match, parts[1:])) else "\n").join(parts)
    return f"{mark} {indented(inside, len(mark) + 1)[len(mark) + 1 :]}" if inside else mark


def indented(lines: str, spaces: int) -> str:
    """Return lines that begin so many blanks further to the right."""
    return "\n".join(" " * spaces + one if one else "" for one in lines.split("\n"))


def _quote(node: Element) -> str:
    return "\n".join(f"> {one}" if one else ">" for one in _blocks(node.children).split("\n"))


def _table(node: Element) -> str:
    head, *rows = ([_table_cell(cell) for cell in row.children] for row in node.all("tr"))
    sides = [_SIDES[cell.attributes.get("class", "")] for cell in node.all("th")]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, sides, *rows))


_SIDES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def _table_cell(node: Node) -> str:
    return at_start(" ".join(_flat([node]).split("\n"))).replace("|", "\\|")


_BLOCK: dict[str, Callable[[Element], str]] = {
    "p": _with_formulas,
    "pre": _code,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "table": _table,
    "hr": lambda node: "___",
    **{f"h{level}": _heading for level in range(1, 7)},
}


def _flat(nodes: Sequence[Node]) -> str:
    """Return any Markdown as words in a row, for places that have room for no more."""
    parts: list[str] = []
    words: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in _FLAT:
            parts += [words_in_markdown(words), _FLAT[node.tag](node)]
            words = []
        else:
            words.append(node)
    return " ".join(part for one in [*parts, words_in_markdown(words)] if (part := one.strip(" ")))


def _flat_list(node: Element) -> str:
    return " ".join(
        f"{marked(_list_mark(node, number))} {_flat(item.children)}"
        for number, item in enumerate(node.children)
        if isinstance(item, Element)
    )


_FLAT: dict[str, Callable[[Element], str]] = {
    **{
        tag: lambda node: _flat(node.children)
        for tag in ("p", "blockquote", "table", "thead", "tbody", "tr", "th", "td")
    },
    **{f"h{level}": _heading for level in range(1, 7)},
    "ul": _flat_list,
    "ol": _flat_list,
    "pre": lambda node: code_span(" ".join(text_of(node.children).split())),
    "hr": lambda node: "",
    "br": lambda node: "",
}
