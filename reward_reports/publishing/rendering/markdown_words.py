"""The words of an author's Markdown, within a line, as Markdown again: stresses, links, code, formulas, pictures, citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from reward_reports.publishing.rendering.html_tree import Element, Node, text_of
from reward_reports.publishing.rendering.markdown_escaping import Md, at_start, code_span, escaped, marked
from reward_reports.publishing.rendering.prose_html import link_address
from reward_reports.publishing.rendering.prose_tree import parsed

_STRESSES = frozenset({"em", "strong", "del"})
_SPACE_AT_ENDS = re.compile(r"\A\s|\s\Z")
"""A blank there, which only a number can have brought in, would leave a mark without effect."""
_SIGN_FIRST, _SIGN_LAST = re.compile(r"\A[^\w\x00-\x7f]"), re.compile(r"[^\w\x00-\x7f]\Z")
"""A sign that one renderer takes for punctuation and another does not; its number all take for punctuation."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_PLAIN_FORMULA = re.compile(r"[^\\`*_\[\]<>&{}|~$\n]+")
_LINK_END = re.compile(r"[^\s()<>]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+")


def words_in_markdown(nodes: Sequence[Node]) -> str:
    """Return what stands on lines; without its stresses, if they would not be read as they are meant.

    Which stars open and which close depends on the signs around them, and a mark that was not stress has a backslash now.
    """
    text, wanted = _inline(nodes), _stresses(nodes)
    if not wanted or _stresses(parsed(at_start(text))) == wanted:
        return text
    return _inline(list(_without_stresses(nodes)))


def _stresses(nodes: Sequence[Node]) -> list[tuple[str, Any]]:
    """Return the stressed parts and those inside them."""
    parts = [node for node in nodes if isinstance(node, Element)]
    inner = [(part.tag, _stresses(part.children)) for part in parts]
    return [one for tag, found in inner for one in ([(tag, found)] if tag in _STRESSES else found)]


def _without_stresses(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            inner = list(_without_stresses(node.children))
            yield from inner if node.tag in _STRESSES else [Element(node.tag, node.attributes, inner)]


def picture(path: str, alt: str) -> Md:
    """Return a picture beside the report; one from elsewhere as words, for its page could learn who reads."""
    if _ELSEWHERE.match(path) or ".." in path.split("/"):
        return Md(f"{escaped(path)}: {escaped(alt)}")
    return Md(f"![{escaped(alt)}](<{quote(path, safe='/._- ')}>)")


def _inline(nodes: Sequence[Node]) -> str:
    pieces = [marked(node) if isinstance(node, str) else _INLINE[node.tag](node) for node in nodes]
    for place, node in enumerate(nodes):
        if isinstance(node, Element) and node.tag in _STRESSES:
            pieces[place + 1 : place + 2] = [_SIGN_FIRST.sub(_entity, one) for one in pieces[place + 1 : place + 2]]
            if place:
                pieces[place - 1] = _SIGN_LAST.sub(_entity, pieces[place - 1])
    return "".join(pieces)


def _between_marks(node: Element) -> str:
    mark = node.attributes["mark"]
    return f"{mark}{_SPACE_AT_ENDS.sub(_entity, _inline(node.children))}{mark}"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _link(node: Element) -> str:
    address, label = link_address(node.attributes["href"]), _inline(node.children)
    title = node.attributes.get("title")
    if not address:
        return label
    if (
        not title
        and text_of(node.children) in (address, address.removeprefix("mailto:"))
        and _ADDRESS.fullmatch(address)
    ):
        return f"<{_ENTITY.sub('&amp;', text_of(node.children))}>"
    title_part = f' "{_title(title)}"' if title else ""
    end = _ENTITY.sub("&amp;", address)
    return f"[{label}]({end if _LINK_END.fullmatch(end) else f'<{end}>'}{title_part})"


def _title(title: str) -> str:
    return marked(" ".join(title.split())).replace('"', '\\"')


def _formula(node: Element) -> str:
    tex = " ".join(node.attributes["tex"].split())
    if _PLAIN_FORMULA.fullmatch(tex):
        return f"${tex}$"
    return f"$`{tex}`$" if "`" not in tex else marked(f"${tex}$")


_INLINE: dict[str, Callable[[Element], str]] = {
    "em": _between_marks,
    "strong": _between_marks,
    "del": _between_marks,
    "code": lambda node: code_span(text_of(node.children)),
    "br": lambda node: "\\\n",
    "a": _link,
    "img": lambda node: picture(node.attributes["src"].replace("%20", " "), node.attributes["alt"]),
    "cite": lambda node: f"[{_inline(node.children)}]",
    "formula": _formula,
}
