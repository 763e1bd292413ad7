"""What others ask of a system's documentation, item by item, and which answers of a report address it.

Items are summarised in our own words, under the numbers of their source; the source alone is authoritative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str, ...]
"""A section and a field, or a section, a field and a key of it: `("rlhf", "release", "license")`. In a register the key is
that of its entries."""


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """One item.

    Attributes:
        number: as the source numbers or names it.
        what: what it asks for, in our words.
        fields: the answers that address it; none where the format has no place for it.
        beyond: what of the item the format has no place for, in our words.
        recipient: who it is for or of whom it is asked, if the source says so.
        basis: where else the source, or a law behind it, asks the same.
    """

    number: str
    what: str
    fields: tuple[KeyPath, ...]
    beyond: str = ""
    recipient: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """A list of items.

    Attributes:
        name: what it is called in options.
        title: what it is called.
        source: where it can be read.
        items: the items, in the order of the source.
        reading: what a reader should know of the source, such as which part of it could not be read.
        short: what the help calls it.
    """

    name: str
    title: str
    source: str
    items: tuple[FrameworkItem, ...]
    reading: str = ""
    short: str = ""

    @property
    def block(self) -> str:
        """The key of a report that holds answers to items for which the format has no place."""
        return f"x-{self.name}"


def item(
    number: str, what: str, fields: str = "", beyond: str = "", recipient: str = "", basis: str = ""
) -> FrameworkItem:
    """Return an item whose fields are written as `section.field` or `section.field.key`, separated by spaces."""
    places = tuple(tuple(path.split(".")) for path in fields.split())
    return FrameworkItem(number, what, places, beyond if places else what, recipient, basis)
