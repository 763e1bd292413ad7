"""Writes the small parts of a page in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from reward_reports.model.values import PartialDate
from reward_reports.rendering import prose_html
from reward_reports.rendering.mathml import mathml
from reward_reports.rendering.pictures import NotShown
from reward_reports.rendering.words import date_in_words
from reward_reports.rendering.writer import Writer


class HtmlWriter(Writer):
    """HTML; every value it returns is escaped."""

    def plain(self, text: str) -> Markup:
        return escape(text)

    def block(self, text: str) -> Markup:
        return prose_html.paragraphs(text, self)

    def inline(self, text: str) -> Markup:
        return prose_html.line(text, self)

    cell = inline

    def code(self, text: str) -> Markup:
        return Markup("<code>{}</code>").format(text)

    def link(self, address: str | None, label: str) -> Markup:
        return Markup('<a href="{}">{}</a>').format(address, label) if address else escape(label)

    def within(self, anchor: str, label: str) -> Markup:
        return Markup('<a href="#{}">{}</a>').format(quote(anchor, safe=":~._-"), label)

    def date(self, date: PartialDate) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(date.text, date_in_words(date.text))

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        made = mathml(tex, display=display)
        return Markup('<code class="tex">{}</code>').format(tex.strip()) if made is None else made

    def join(self, parts: Sequence[str], between: str = ", ") -> Markup:
        return escape(between).join(parts)

    def cite(self, id_: str, words: str = "") -> Markup:
        number = self.targets.numbers.get(id_)
        tail = escape(" " + words if words and words[0].isalnum() else words)
        if number is None:
            return Markup("@{}{}").format(id_, tail)
        return Markup('<a href="#{}">{}</a>{}').format(quote(f"reference:{id_}", safe=":~._-"), number, tail)

    def picture(self, path: str, alt: str) -> Markup:
        found = self.pictures.find(path)
        if isinstance(found, NotShown):
            described = Markup(" It shows: {}").format(alt) if alt else ""
            return Markup('<span class="note">The picture {} is not shown: {}.{}</span>').format(
                self.code(path), found.why, described
            )
        size = Markup(' width="{}" height="{}"').format(*found.size) if found.size else ""
        return Markup('<img src="{}" alt="{}"{}>').format(found.source, alt, size)
