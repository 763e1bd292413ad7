"""An author's Markdown to HTML that is safe to put on a page.

No HTML of the author's and none of the parser's reaches the page: it is written here, from a tree, in a few tags with few
attributes, and everything else in it is escaped text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape as escaped
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from reward_reports.publishing.rendering.html_tree import Element, Node, text_of
from reward_reports.publishing.rendering.marks import citations
from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.prose_tree import parsed, words_of
from reward_reports.publishing.rendering.unbroken import unparted

if TYPE_CHECKING:
    from reward_reports.publishing.rendering.writer import Writer

_NOT_PLAIN = re.compile(r"[*_`\[\]<>#|~\\$&@\n\r\x00]|://|www\.|\A(?:[-+=]|\d+[.)]| |\t)")
"""What may mean something in Markdown; most texts have nothing of it and need no parser."""
_ENDS = " \t\r\n"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto"})
_BARE = re.compile(r"\A(?:https?://|mailto:)")
_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@_~"
_BLOCKS = frozenset("p ul ol li blockquote pre table thead tbody tr th td hr h1 h2 h3 h4 h5 h6".split())


def paragraphs(text: str, writer: Writer) -> Markup:
    """Return Markdown as paragraphs, lists, tables of HTML."""
    if not _NOT_PLAIN.search(text.rstrip(_ENDS)):
        return filled("<p>%s</p>", unparted(text.rstrip(_ENDS)))
    return Markup(_blocks(parsed(text), writer))  # noqa: S704 written here


def line(text: str, writer: Writer) -> Markup:
    """Return Markdown as HTML without its paragraph, if it is a single one."""
    if not _NOT_PLAIN.search(text.rstrip(_ENDS)):
        return escape(unparted(text.rstrip(_ENDS)))
    first, *more = parsed(text) or [""]
    if isinstance(first, Element) and first.tag == "p" and not more:
        return Markup(_inline(first.children, writer))  # noqa: S704 written here
    return Markup(_blocks([first, *more], writer))  # noqa: S704 written here


def link_address(address: str) -> str | None:
    """Return the end of a link as it may stand on a page, or None: the web, e-mail, or a place beside the page."""
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _SCHEMES:
        return None
    return quote(address, safe=_IN_ADDRESSES)


def _blocks(nodes: Sequence[Node], writer: Writer) -> str:
    """Return what a page, an item or a quotation holds: blocks on lines of their own, and words."""
    blocks: list[str] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in _BLOCKS:
            line_ends = not blocks or blocks[-1].endswith("\n")
            blocks.append(f"{'' if line_ends else chr(10)}{_ELEMENTS[node.tag](node, writer)}\n")
        else:
            blocks.append(_inline([node], writer))
    return "".join(blocks).rstrip("\n")


def _inline(nodes: Sequence[Node], writer: Writer) -> str:
    return "".join(
        escaped(unparted(node), quote=False) if isinstance(node, str) else _ELEMENTS[node.tag](node, writer)
        for node in nodes
    )


def _code(before: str, behind: str) -> Callable[[Element, Writer], str]:
    return lambda node, _: f"{before}{escaped(text_of(node.children), quote=False)}{behind}"


def _within(before: str, behind: str) -> Callable[[Element, Writer], str]:
    return lambda node, writer: f"{before}{_inline(node.children, writer)}{behind}"


def _lines(before: str, behind: str) -> Callable[[Element, Writer], str]:
    return lambda node, writer: f"{before}\n{_blocks(node.children, writer)}\n{behind}"


def _ordered(node: Element, writer: Writer) -> str:
    start = node.attributes["start"]
    opening = "<ol>" if start == "1" else f'<ol start="{start}">'
    return f"{opening}\n{_blocks(node.children, writer)}\n</ol>"


def _item(node: Element, writer: Writer) -> str:
    first = node.children[0] if node.children else ""
    inside = _blocks(node.children, writer)
    opening = "<li>\n" if isinstance(first, Element) and first.tag in _BLOCKS else "<li>"
    last = node.children[-1] if node.children else ""
    return f"{opening}{inside}{chr(10) if isinstance(last, Element) and last.tag in _BLOCKS else ''}</li>"


def _heading(node: Element, writer: Writer) -> str:
    """Return a heading as a bold line: the headings of a page are the titles of its fields."""
    return f'<p class="subhead"><strong>{_inline(node.children, writer)}</strong></p>'


def _cell(node: Element, writer: Writer) -> str:
    scope = ' scope="col"' if node.tag == "th" else ""
    side = f' class="{node.attributes["class"]}"' if "class" in node.attributes else ""
    width = f' colspan="{node.attributes["columns"]}"' if "columns" in node.attributes else ""
    return f"<{node.tag}{scope}{side}{width}>{_inline(node.children, writer)}</{node.tag}>"


def _link(node: Element, writer: Writer) -> str:
    address, label = link_address(node.attributes["href"]), _inline(node.children, writer)
    if not address:
        return label
    is_address = text_of(node.children) in (address, _BARE.sub("", address))
    attributes = {"href": address, "title": node.attributes.get("title"), "class": "address" if is_address else None}
    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items() if value)
    return f"<a{written}>{label}</a>"


def _picture(node: Element, writer: Writer) -> str:
    return writer.picture(node.attributes["src"].replace("%20", " "), node.attributes["alt"])


def _cites(node: Element, writer: Writer) -> str:
    cited = citations(words_of(node.children))
    cites = writer.join([writer.cite(id_, words) if id_ else writer.plain(words) for id_, words in cited], "; ")
    if all(id_ in writer.targets.figures for id_, _ in cited):
        return cites
    return Markup('<span class="cites">[{}]</span>').format(cites)


_SCROLLED = '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'
_ELEMENTS: dict[str, Callable[[Element, Writer], str]] = {
    "p": _within("<p>", "</p>"),
    "em": _within("<em>", "</em>"),
    "strong": _within("<strong>", "</strong>"),
    "del": _within("<del>", "</del>"),
    "code": _code("<code>", "</code>"),
    "pre": _code("<pre><code>", "</code></pre>"),
    "br": lambda node, writer: "<br>\n",
    "hr": lambda node, writer: "<hr>",
    "ul": _lines("<ul>", "</ul>"),
    "ol": _ordered,
    "li": _item,
    "blockquote": _lines("<blockquote>", "</blockquote>"),
    "table": _lines(_SCROLLED, "</table></div>"),
    "thead": _lines("<thead>", "</thead>"),
    "tbody": _lines("<tbody>", "</tbody>"),
    "tr": _lines("<tr>", "</tr>"),
    "th": _cell,
    "td": _cell,
    "a": _link,
    "img": _picture,
    "cite": _cites,
    "formula": lambda node, writer: writer.formula(node.attributes["tex"], display=bool(node.attributes["display"])),
    **{f"h{level}": _heading for level in range(1, 7)},
}
