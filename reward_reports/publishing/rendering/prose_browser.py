"""An author's Markdown as a tree in the browser, where the parser of the pages cannot run: CommonMark and tables.

Formulas stay as they were typed. The tree is that of `prose_tree`, so the page is as safe: the writer writes it, in a few tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from reward_reports.linting.extract.markdown import MAX_NESTED
from reward_reports.publishing.rendering.bare_links import linked
from reward_reports.publishing.rendering.html_tree import Element, Node
from reward_reports.publishing.rendering.marks import is_citation

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CITED = re.compile(r"\[(@[^\[\]\n]+)\]")
_TAGS = {"s": "del"}


def parsed_simply(text: str) -> list[Node]:
    """Return Markdown as a tree."""
    holders = [Element("")]
    for token in _parser().parse(text):
        _take(token, holders)
    return holders[0].children


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # The parser itself checks links no further: what an address may be is for the writer.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTED}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _take(token: Token, holders: list[Element]) -> None:
    """Add what a token stands for to the innermost element that is open."""
    if token.nesting == 1:
        _open(token, holders)
    elif token.nesting == -1:
        if not token.hidden:
            holders.pop()
    elif token.type == "inline":
        for child in token.children or ():
            _take(child, holders)
    else:
        in_link = any(holder.tag == "a" for holder in holders)
        holders[-1].children += [token.content] if in_link and token.type == "text" else _leaf(token)


def _open(token: Token, holders: list[Element]) -> None:
    if token.hidden:  # the paragraph of an item whose list is tight
        return
    element = Element(_TAGS.get(token.tag, token.tag), _attributes(token))
    holders[-1].children.append(element)
    holders.append(element)


def _attributes(token: Token) -> dict[str, str]:
    given = {name: str(value) for name, value in token.attrs.items()}
    if token.tag == "ol":
        return {"start": given.get("start", "1")}
    if "style" in given:
        return {"class": given["style"].removeprefix("text-align:")}
    return {name: given[name] for name in ("href", "title") if name in given}


def _leaf(token: Token) -> Iterable[Node]:
    if token.type == "text":
        return _words(token.content)
    if token.type in ("softbreak", "hardbreak"):
        return [Element("br")] if token.type == "hardbreak" else ["\n"]
    if token.type == "code_inline":
        return [Element("code", {}, [token.content])]
    if token.type in ("fence", "code_block"):
        return [Element("pre", {"info": token.info}, [token.content])]
    if token.type == "image":
        return [Element("img", {"src": str(token.attrs.get("src", "")), "alt": token.content})]
    return [Element("hr")] if token.type == "hr" else [token.content]


def _words(text: str) -> list[Node]:
    """Return words with the citations and addresses among them."""
    nodes: list[Node] = []
    before = 0
    for found in _CITED.finditer(text):
        if is_citation(found[1]):
            nodes += [*linked(text[before : found.start()]), Element("cite", {}, [found[1]])]
            before = found.end()
    return [*nodes, *linked(text[before:])]
