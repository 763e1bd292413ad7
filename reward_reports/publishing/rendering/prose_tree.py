"""An author's Markdown as a tree: CommonMark and GitHub's tables, with formulas, citations and addresses as elements.

Nothing is lost on the way: what a page does not show as what it is (HTML, a definition that no link uses, the cells of a row
that is longer than its table, lists that lie too deep) becomes the words that the author typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from reward_reports.linting.extract.markdown import MAX_NESTED
from reward_reports.publishing.rendering.bare_links import linked
from reward_reports.publishing.rendering.html_tree import Element, Node, text_of
from reward_reports.publishing.rendering.prose_source import (
    CITED,
    HAS_PARSER,
    REFERENCES,
    Place,
    Utf8Text,
    leads_nowhere,
    name_of,
    read,
    readable,
)
from reward_reports.publishing.rendering.unused_definitions import unused_definitions

MAX_DEPTH = 40
"""Elements inside so many others are shown as their source."""
_LISTS = frozenset({"ul", "ol"})
_NESTING = _LISTS | {"blockquote"}
_CONTAINERS = frozenset({"List", "Item", "BlockQuote"})
_UNLINKED = frozenset({"a", "img", "cite", "pre", "html"})
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_LIST_MARK = re.compile(rb"[ \t]*(?:\d+)?([-+*.)])")


def parsed(text: str) -> list[Node]:
    """Return Markdown as a tree.

    Tags are those of HTML and two more: `formula` with the attributes `tex` and `display`, and `cite`, which holds what it cites.
    A `pre` has an `info`, an `img` has `src` and `alt`; a `mark` tells which of two marks the author used.
    """
    if not HAS_PARSER:
        from reward_reports.publishing.rendering.prose_browser import parsed_simply

        return parsed_simply(readable(text))
    source = read(text)
    return [Element("pre", {"info": ""}, [text])] if source is None else _Builder(source).tree()


def words_of(nodes: Sequence[Node]) -> str:
    """Return the words of a tree without its marks, as the description of a picture must do without them."""
    return "".join(node if isinstance(node, str) else _words(node) for node in nodes)


def _words(node: Element) -> str:
    if node.tag == "formula":
        return f"${node.attributes['tex']}$"
    return node.attributes["alt"] if node.tag == "img" else words_of(node.children) or " " * (node.tag == "br")


class _Builder:
    """Puts a tree together from what the parser finds."""

    def __init__(self, source: Utf8Text) -> None:
        self.source = source
        self.open: list[Element] = [Element("")]
        self.nested = 0
        self.unlinked = 0
        self.columns: tuple[str, ...] = ()
        self.cell_end = self.row_end = 0
        self.filling = len(source.raw) // 8
        """How many empty cells may still fill up short rows, so that a page grows like its text."""

    def tree(self) -> list[Node]:
        unused = unused_definitions(self.source)
        as_source = 0  # elements that are open inside one that is shown as its source
        for event, place in self.source.events():
            kind, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
            if as_source:
                as_source += (kind == "Start") - (kind == "End")
                continue
            if unused:
                self._say(unused.until(place["end" if kind == "End" else "start"]))
            if kind == "Start":
                as_source = self._start(value, place)
            else:
                _EVENTS[kind](self, value, place)
            if unused and (as_source or name_of(value) not in _CONTAINERS):
                unused.passed(place["end"])
        if unused:
            self._say(unused.until(len(self.source.raw)))
        return self.open[0].children

    def add(self, node: Node) -> None:
        self.open[-1].children.append(node)

    def _say(self, words: str) -> None:
        """Add a definition that no link uses as the words it is; behind the last item of a list, behind the list."""
        if words:
            inside = next(one for one in reversed(self.open) if one.tag not in _LISTS)
            inside.children.append(Element("p", {}, linked(words)))

    def _start(self, what: Any, place: Place) -> bool:
        """Open an element and return False; or return True if what it holds is passed over, as its source is shown."""
        name = name_of(what)
        assert name is not None  # noqa: S101 whatever starts has a name
        element = _STARTS[name](self, what if isinstance(what, str) else what[name], place)
        if element.tag == "td" and place["start"] == self.row_end:  # no cell of the author's
            self.filling -= 1
            if self.filling < 0:
                return True
        nesting = element.tag in _NESTING
        if len(self.open) > MAX_DEPTH or (nesting and self.nested >= MAX_NESTED):
            words = self.source.part(place["start"], place["end"])
            self.add(Element("pre" if nesting else "code", {"info": ""}, [words]))
            return True
        self.nested += nesting
        self.unlinked += element.tag in _UNLINKED
        if element.tag != "tr":
            self.add(element)
        self.open.append(element)
        return False

    def end(self, _what: Any, place: Place) -> None:
        element = self.open.pop()
        self.nested -= element.tag in _NESTING
        self.unlinked -= element.tag in _UNLINKED
        finish = _ENDS.get(element.tag)
        if finish is not None:
            finish(self, element, place)

    def text(self, text: str, _place: Place) -> None:
        if self.unlinked:
            self.add(readable(text))
        else:
            self.open[-1].children += linked(readable(text).replace("\n", " "))

    def formula(self, tex: str, place: Place, *, display: bool) -> None:
        """Add a formula; dollar signs with nothing between them are what was typed."""
        self.add(_formula(tex, display=display) if tex.strip() else self.source.part(place["start"], place["end"]))


def _simple(tag: str) -> Callable[[_Builder, Any, Place], Element]:
    return lambda builder, about, place: Element(tag)


def _marked(tag: str) -> Callable[[_Builder, Any, Place], Element]:
    def start(builder: _Builder, _about: Any, place: Place) -> Element:
        start = place["start"]
        mark = builder.source.raw[start : start + 1].decode()
        twice = tag == "strong" or (tag == "del" and builder.source.raw.startswith(b"~~", start))
        return Element(tag, {"mark": mark * (1 + twice)})

    return start


def _list(builder: _Builder, first: int | None, place: Place) -> Element:
    mark = _LIST_MARK.match(builder.source.raw, place["start"])
    attributes = {"mark": mark[1].decode() if mark else "-"}
    return Element("ul", attributes) if first is None else Element("ol", attributes | {"start": str(first)})


def _table(builder: _Builder, columns: tuple[str, ...], _place: Place) -> Element:
    builder.columns = columns
    return Element("table")


def _head(builder: _Builder, _about: Any, _place: Place) -> Element:
    row = Element("tr")
    builder.add(Element("thead", {}, [row]))
    return row


def _row(builder: _Builder, _about: Any, place: Place) -> Element:
    builder.row_end = place["end"]
    table, row = builder.open[-1], Element("tr")
    if len(table.children) == 1:
        builder.add(Element("tbody"))
    body = table.children[-1]
    assert isinstance(body, Element)  # noqa: S101 made above
    body.children.append(row)
    return row


def _cell(builder: _Builder, _about: Any, place: Place) -> Element:
    row, head = builder.open[-1], len(builder.open[-2].children) == 1
    column = builder.columns[len(row.children)]
    builder.cell_end = place["end"]
    return Element("th" if head else "td", {} if column == "None" else {"class": column.lower()})


def _link(_builder: _Builder, about: Any, _place: Place) -> Element:
    if about["link_type"] == CITED:
        return Element("cite")
    if about["link_type"] in REFERENCES and leads_nowhere(about["dest_url"]):
        behind = {"Shortcut": "]", "Collapsed": "][]"}.get(about["link_type"], f"][{about['id']}]")
        return Element("words", {"behind": behind})
    address = f"mailto:{about['dest_url']}" if about["link_type"] == "Email" else about["dest_url"]
    return Element("a", {"href": address, "title": readable(about["title"])})


_STARTS: dict[str, Callable[[_Builder, Any, Place], Element]] = {
    "Paragraph": _simple("p"),
    "HtmlBlock": _simple("html"),
    "Item": _simple("li"),
    "BlockQuote": _simple("blockquote"),
    "Emphasis": _marked("em"),
    "Strong": _marked("strong"),
    "Strikethrough": _marked("del"),
    "Heading": lambda builder, about, place: Element(about["level"].lower()),
    "CodeBlock": lambda builder, about, place: Element("pre", {"info": "" if about == "Indented" else about["Fenced"]}),
    "List": _list,
    "Table": _table,
    "TableHead": _head,
    "TableRow": _row,
    "TableCell": _cell,
    "Link": _link,
    "Image": lambda builder, about, place: Element(
        "img", {"src": about["dest_url"], "title": readable(about["title"])}
    ),
}


def _end_html(builder: _Builder, element: Element, _place: Place) -> None:
    """Show HTML as the words it is, in paragraphs."""
    parent = builder.open[-1]
    parent.children.pop()
    paragraphs = _BLANK_LINES.split(text_of(element.children).strip())
    parent.children += [Element("p", {}, linked(paragraph)) for paragraph in paragraphs]


def _end_row(builder: _Builder, row: Element, place: Place) -> None:
    """Keep what stands in a row behind the last column of its table; a cell before columns that are not filled spans them."""
    more = builder.source.part(builder.cell_end, place["end"]).strip(" \t\n|")
    if more and isinstance(row.children[-1], Element):
        row.children[-1].children += [" ", *linked(more)]
    empty = len(builder.columns) - len(row.children)
    if empty and row.children and isinstance(row.children[-1], Element):
        row.children[-1].attributes["columns"] = str(1 + empty)


def _end_code(builder: _Builder, element: Element, _place: Place) -> None:
    """Show a block of code that holds a formula, in GitHub's way, as a formula."""
    code = text_of(element.children)
    element.children = [code if code.endswith("\n") or not code else f"{code}\n"]
    if element.attributes["info"].strip() == "math" and code.strip():
        builder.open[-1].children[-1] = Element("p", {}, [_formula(code, display=True)])


def _end_words(builder: _Builder, element: Element, _place: Place) -> None:
    """Leave what is not a link in its brackets."""
    siblings = builder.open[-1].children
    siblings[-1:] = ["[", *element.children, element.attributes["behind"]]


def _end_picture(_builder: _Builder, element: Element, _place: Place) -> None:
    element.attributes["alt"], element.children = words_of(element.children), []


_ENDS: dict[str, Callable[[_Builder, Element, Place], None]] = {
    "html": _end_html,
    "tr": _end_row,
    "pre": _end_code,
    "img": _end_picture,
    "words": _end_words,
}


def _formula(tex: str, *, display: bool) -> Element:
    """Return a formula; GitHub's way of writing it puts backticks between the dollar signs and the formula."""
    bare = tex[1:-1] if len(tex) > 2 and tex[0] == tex[-1] == "`" and not display else tex
    return Element("formula", {"tex": bare, "display": "yes" if display else ""})


_EVENTS: dict[str, Callable[[_Builder, Any, Place], None]] = {
    "End": _Builder.end,
    "Text": _Builder.text,
    "Html": _Builder.text,
    "InlineHtml": _Builder.text,
    "Code": lambda builder, text, place: builder.add(Element("code", {}, [text])),
    "InlineMath": lambda builder, tex, place: builder.formula(tex, place, display=False),
    "DisplayMath": lambda builder, tex, place: builder.formula(tex, place, display=True),
    "SoftBreak": lambda builder, _, place: builder.add("\n"),
    "HardBreak": lambda builder, _, place: builder.add(Element("br")),
    "Rule": lambda builder, _, place: builder.add(Element("hr")),
}
