"""A page as data for Typst: plain texts, numbers, and safe HTML as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from reward_reports.publishing.rendering.addresses import safe_address
from reward_reports.publishing.rendering.files import NotRead
from reward_reports.publishing.rendering.html_tree import Element, Node, depth_of, parsed, text_of
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.mathml import mathml
from reward_reports.publishing.rendering.views import PageView

_DEEPEST_FORMULA = 26
"""Elements of a formula; Typst sets none that is much deeper."""
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which JSON for other programs cannot hold."""
MESSAGES = (
    ", ",
    "; of all %(number)s questions, ",
    "About this report",
    "Contents",
    "Expected",
    "Figure %(number)s",
    "Figures",
    "In short",
    "It shows: %(words)s",
    "More references are in %(file)s beside the report.",
    "Not answered",
    "Outcome",
    "References",
    "The picture cannot be read.",
    "Version %(version)s",
    "Written by",
    "the report does not say",
    "to be checked by %(date)s",
    "version %(version)s",
)
"""The words of the template."""
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


class PdfWriter(HtmlWriter):
    """HTML with formulas that tell their source, for those who cannot see them, and pictures by name."""

    def plain(self, text: str) -> Markup:
        return super().plain(self.translation.apart(text))

    def inline(self, text: str) -> Markup:
        return Markup(self.translation.apart(super().inline(text)))  # noqa: S704 it is markup, between two letters

    cell = inline

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        formula = mathml(tex, display=display)
        if formula is None:
            return filled("<code>%s</code>", tex.strip())
        return filled('<formula tex="%s" display="%s">%s</formula>', tex.strip(), "yes" if display else "", formula)

    def picture(self, path: str, alt: str) -> Markup:
        found = self.pictures.find(path)
        if isinstance(found, NotRead):
            return super().picture(path, alt)
        return filled(
            '<picture src="%s" alt="%s">',
            found.source,
            alt or self.translation.gettext("A picture without a description."),
        )


def page_data(page: PageView) -> dict[str, Any]:
    """Return what the template reads: the page, and the places that links may lead to."""
    data = data_of(page)
    data |= {"language": page.language, "direction": page.direction}
    words = {message: str(page.translation.gettext(message)) for message in MESSAGES}
    return {"page": data, "words": words, "anchors": sorted(set(_anchors(data)))}


def data_of(value: Any) -> Any:
    """Return a value of a page as lists, mappings and texts, for the template."""
    if isinstance(value, Markup):
        return [_node(node) for node in parsed(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: data_of(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, list | tuple):
        return [data_of(one) for one in value]
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    return sorted(value) if isinstance(value, frozenset) else value


def _anchors(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(anchor := value.get("anchor"), str) and anchor:
            yield anchor
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _anchors(one)


def _node(node: Node) -> Any:
    """Return a node as data: a text, or an element with its tag `t`, its attributes `a` and what it holds, `c`."""
    if isinstance(node, str):
        return _HALVES.sub("\ufffd", _BLANKS.sub(" ", node))
    if node.tag == "formula" and depth_of(node.children) > _DEEPEST_FORMULA:
        return {"t": "code", "a": {}, "c": [node.attributes["tex"]]}
    attributes = _link(node) if node.tag == "a" else node.attributes
    if node.tag in ("code", "pre"):
        return {"t": node.tag, "a": attributes, "c": [_HALVES.sub("\ufffd", text_of(node.children).rstrip("\n"))]}
    return {"t": node.tag, "a": attributes, "c": [_node(child) for child in node.children]}


def _link(node: Element) -> dict[str, str]:
    target = node.attributes.get("href", "")
    if target.startswith("#"):
        return {"within": unquote(target[1:])}
    address = safe_address(target)
    return {"href": address} if address else {}
