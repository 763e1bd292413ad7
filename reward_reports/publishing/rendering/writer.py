"""What a format must be able to write: the small parts that pages in every format are made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reward_reports.publishing.rendering.anchors import Targets
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.translation import ENGLISH, PLACEHOLDER, Translation
from reward_reports.report.model.values import PartialDate


@dataclass
class Writer(ABC):
    """Writes the values of one report in one format; what it returns is ready for that format's templates.

    Attributes:
        targets: what can be pointed at.
        pictures: the pictures beside the report.
        translation: the language of our words.
    """

    targets: Targets
    pictures: Pictures
    translation: Translation = ENGLISH

    @abstractmethod
    def plain(self, text: str) -> str:
        """Return an author's words as they are, on one line."""

    @abstractmethod
    def block(self, text: str) -> str:
        """Return an author's Markdown as paragraphs."""

    @abstractmethod
    def inline(self, text: str) -> str:
        """Return an author's Markdown for a place within a line, if it is a single paragraph."""

    @abstractmethod
    def cell(self, text: str) -> str:
        """Return an author's Markdown for a cell of a table."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Return a name or an id as it is typed."""

    @abstractmethod
    def link(self, address: str | None, label: str) -> str:
        """Return a link, or only its label where the address is None. The address must be safe."""

    @abstractmethod
    def within(self, anchor: str, label: str) -> str:
        """Return a link to a place on the same page."""

    @abstractmethod
    def date(self, date: PartialDate) -> str:
        """Return a date."""

    @abstractmethod
    def formula(self, tex: str, *, display: bool = False) -> str:
        """Return a LaTeX formula."""

    @abstractmethod
    def join(self, parts: Sequence[str], between: str | None = None) -> str:
        """Return parts with words between them, a comma by default; parts that are not yet written count as ours."""

    @abstractmethod
    def cite(self, id_: str, words: str = "") -> str:
        """Return a citation of a reference."""

    @abstractmethod
    def bracketed(self, id_: str) -> str:
        """Return a citation that stands alone, in brackets."""

    @abstractmethod
    def picture(self, path: str, alt: str) -> str:
        """Return a picture, or a visible note where it cannot be shown."""

    def phrase(self, message: str, **values: str) -> str:
        """Return a message of ours, filled with what is written already."""
        found = self.translation.gettext(message)
        parts = PLACEHOLDER.split(found)
        filled = (values[part] if place % 2 else type(found)(part) for place, part in enumerate(parts) if part)
        return self.join(list(filled), "")

    def ref(self, kinds: Collection[str], id_: str) -> str:
        """Return a link to an item by its id, under its name; the id itself where it is unknown or held back."""
        target = self.targets.find(kinds, id_)
        return self.within(target.anchor, target.name) if target else self.code(id_)

    def named(self, kinds: Collection[str], id_: str, name: str) -> str:
        """Return a link to an item by its name alone."""
        target = self.targets.find(kinds, id_)
        return self.within(target.anchor, name) if target else self.plain(name)

    def field_ref(self, path: str) -> str:
        """Return a link to a field of the report, under its title."""
        target = self.targets.field(path)
        return self.within(target.anchor, self.translation.gettext(target.name)) if target else self.code(path)
