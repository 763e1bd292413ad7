"""An author's Markdown to HTML that is safe to put on a page.

Three walls: no `<` of the author's ever reaches the Markdown converter, the converter runs in its safe mode, and what it
makes passes an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import cmarkgfm
import nh3
from markupsafe import Markup, escape

from reward_reports.publishing.rendering.marks import MARKS
from reward_reports.publishing.rendering.markup import filled

if TYPE_CHECKING:
    from reward_reports.publishing.rendering.writer import Writer

_EXTENSIONS = ["table", "strikethrough", "autolink"]
_TAGS = frozenset(
    "p br em strong del code pre ul ol li blockquote hr a img table thead tbody tr th td h1 h2 h3 h4 h5 h6".split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    clean_content_tags=set(),
    link_rel=None,
)

_LESS, _OPEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_OURS = {ord(char): "\ufffd" for char in (_LESS, _OPEN, _CLOSE, "\x00")}
_NOT_PLAIN = re.compile(r"[*_`\[\]<>#|~\\$&@\n\x00]|://|www\.|\A(?:[-+=]|\d+[.)]| |\t)")
_SLOT = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_TAG_OR_SLOT = re.compile(rf"<[A-Za-z/](?:[^>\"]|\"[^\"]*\")*>|{_OPEN}(\d+){_CLOSE}")
_HEADING = re.compile(r"<(/?)h[1-6]>")
_IMAGE = re.compile(r"<img(?: src=\"([^\"]*)\")?(?: alt=\"([^\"]*)\")?[^>]*>")
_TOLD = re.compile(r'<a href="((?:https?://)?)([^"]+)">(?=(?:\1)?\2</a>)')
"""A link whose label is its address."""
_ALIGNED = re.compile(r"<(t[hd]) align=\"(left|center|right)\">")


def paragraphs(text: str, writer: Writer) -> Markup:
    """Return Markdown as paragraphs, lists, tables of HTML."""
    stripped = text.strip()
    if not _NOT_PLAIN.search(stripped):
        return filled("<p>%s</p>", stripped)
    slots: list[tuple[str, str]] = []
    source = MARKS.sub(lambda match: _slot(match, slots, writer), stripped.translate(_OURS))
    converted = cmarkgfm.markdown_to_html_with_extensions(source.replace("<", _LESS), extensions=_EXTENSIONS)
    return Markup(_finished(_CLEANER.clean(converted).rstrip(), slots, writer))  # noqa: S704 cleaned here


def line(text: str, writer: Writer) -> Markup:
    """Return Markdown as HTML without its paragraph, if it is a single one."""
    stripped = text.strip()
    if not _NOT_PLAIN.search(stripped):
        return escape(stripped)
    html = paragraphs(stripped, writer)
    single = html.startswith("<p>") and html.endswith("</p>") and html.count("<p") == 1
    return Markup(html[3:-4]) if single else html  # noqa: S704 a part of cleaned HTML


def _slot(match: re.Match[str], slots: list[tuple[str, str]], writer: Writer) -> str:
    """Put what we write ourselves aside, and leave a mark in its place that no Markdown rule touches."""
    whole = match[0]
    made = next((make(match, writer) for name, make in _MAKERS.items() if match[name] is not None), None)
    if made is None:
        return whole
    slots.append((made, whole))
    return f"{_OPEN}{len(slots) - 1}{_CLOSE}"


def _autolink(match: re.Match[str], writer: Writer) -> str:
    from reward_reports.publishing.rendering.addresses import address_in_words, safe_address

    inner = match["autolink"][1:-1]
    return writer.link(safe_address(inner), address_in_words(inner))


def _cites(match: re.Match[str], writer: Writer) -> str:
    from reward_reports.publishing.rendering.marks import citations

    cited = citations(match["cites"])
    made = writer.join([writer.cite(id_, words) if id_ else writer.plain(words) for id_, words in cited], "; ")
    if all(id_ in writer.targets.figures for id_, _ in cited):
        return made
    return Markup('<span class="cites">[{}]</span>').format(made)


_MAKERS: dict[str, Callable[[re.Match[str], Writer], str]] = {
    "autolink": _autolink,
    "display": lambda match, writer: writer.formula(match["display"], display=True),
    "formula": lambda match, writer: writer.formula(match["formula"]),
    "cites": _cites,
}


def _finished(html: str, slots: list[tuple[str, str]], writer: Writer) -> str:
    if '<a href="">' in html:
        html = html.replace('<a href="">', "<a>")  # the converter emptied an unsafe address
    if "<a href" in html:
        html = _TOLD.sub(r'<a href="\1\2" class="address">', html)
    if "<img" in html:
        html = _IMAGE.sub(lambda match: _picture(match, slots, writer), html)
    if slots:
        html = _TAG_OR_SLOT.sub(lambda match: _filled(match, slots), html)
    if _LESS in html:
        html = html.replace(_LESS, "&lt;")
    if "%EE%80%80" in html:
        html = html.replace("%EE%80%80", "%3C")
    if "<h" in html:
        html = _HEADING.sub(lambda match: "</strong></p>" if match[1] else '<p class="subhead"><strong>', html)
    if "<table" in html:
        html = (
            _ALIGNED.sub(r'<\1 class="\2">', html)
            .replace("<th>", '<th scope="col">')
            .replace("<th class", '<th scope="col" class')
        )
        html = html.replace(
            "<table>", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'
        ).replace("</table>", "</table></div>")
    return html


def _filled(match: re.Match[str], slots: list[tuple[str, str]]) -> str:
    """Return what belongs into a slot; inside a tag it can only be the author's own words, escaped."""
    if match[1] is not None:
        return _at(slots, match[1])[0]
    return _SLOT.sub(lambda inner: str(escape(_at(slots, inner[1])[1])), match[0])


def _at(slots: list[tuple[str, str]], number: str) -> tuple[str, str]:
    return slots[int(number)]


def _picture(match: re.Match[str], slots: list[tuple[str, str]], writer: Writer) -> str:
    source, alt = (Markup(_words(part or "", slots)).unescape() for part in match.groups())  # noqa: S704 only to unescape
    slots.append((writer.picture(source.replace("%20", " "), alt), ""))
    return f"{_OPEN}{len(slots) - 1}{_CLOSE}"


def _words(text: str, slots: list[tuple[str, str]]) -> str:
    """Return the text of an attribute with the author's words back in their slots, still escaped."""
    return _SLOT.sub(lambda inner: str(escape(_at(slots, inner[1])[1])), text).replace(_LESS, "&lt;")
