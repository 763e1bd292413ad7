"""Writes the small parts of a page in HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from reward_reports.publishing.rendering import prose_html
from reward_reports.publishing.rendering.addresses import address_in_words, fragment
from reward_reports.publishing.rendering.files import NotRead
from reward_reports.publishing.rendering.markup import filled
from reward_reports.publishing.rendering.mathml import mathml
from reward_reports.publishing.rendering.words import date_in_words
from reward_reports.publishing.rendering.writer import Writer
from reward_reports.report.model.values import PartialDate


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
        return filled("<code>%s</code>", text)

    def link(self, address: str | None, label: str) -> Markup:
        if not address:
            return escape(label)
        # In print an address stands behind every other link; here it can be read already.
        attribute = Markup(' class="address"') if label == address_in_words(address) else ""
        return filled('<a href="%s"%s>%s</a>', address, attribute, label)

    def within(self, anchor: str, label: str) -> Markup:
        return filled('<a href="#%s">%s</a>', fragment(anchor), label)

    def date(self, date: PartialDate) -> Markup:
        return filled('<time datetime="%s">%s</time>', date.text, date_in_words(date.text, self.translation))

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        return mathml(tex, display=display) or filled('<code class="tex">%s</code>', tex.strip())

    def join(self, parts: Sequence[str], between: str | None = None) -> Markup:
        between = self.translation.separator(between)
        return parts[0] if len(parts) == 1 and isinstance(parts[0], Markup) else escape(between).join(parts)

    def cite(self, id_: str, words: str = "") -> Markup:
        number = self.targets.numbers.get(id_)
        tail = " " + words if words and words[0].isalnum() else words
        if id_ in self.targets.figures:
            label = self.translation.gettext("Figure %(number)s") % {"number": self.targets.figures[id_]}
            return filled('<a href="#%s">%s</a>%s', fragment(f"figure:{id_}"), label, tail)
        if number is None:
            return filled("@%s%s", id_, tail)
        return filled('<a href="#%s">%s</a>%s', fragment(f"reference:{id_}"), number, tail)

    def bracketed(self, id_: str) -> Markup:
        return filled("[%s]", self.cite(id_))

    def _phrase(self, message: str) -> Markup:
        return escape(self.translation.gettext(message))

    def picture(self, path: str, alt: str) -> Markup:
        found = self.pictures.find(path)
        if isinstance(found, NotRead):
            given = {"file": self.code(path), "reason": escape(self.translation.gettext(found.why))}
            note = self._phrase("The picture %(file)s is not shown: %(reason)s.") % given
            described = [self._phrase("It shows: %(words)s") % {"words": alt}] if alt else []
            return filled('<span class="note">%s</span>', Markup(" ").join([note, *described]))
        size = filled(' width="%s" height="%s"', *found.size) if found.size else ""
        return filled('<img src="%s" alt="%s"%s>', found.source, alt, size)
