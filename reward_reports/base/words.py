"""What a sentence needs to be said in another language; `ENGLISH` says it as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Words(Protocol):
    """The words of a page in one language, such as `reward_reports.publishing.rendering.translation.Translation`."""

    @property
    def translates(self) -> bool:
        """Whether there are translations; without any, messages are English."""

    def gettext(self, message: str) -> str:
        """Return a message in the language."""

    def ngettext(self, one: str, many: str, number: int, **more: object) -> str:
        """Return the form of a message that fits a number, filled in."""

    def separated(self, number: str) -> str:
        """Return a number with the separators of the language."""

    def listed(self, parts: Iterable[str]) -> str:
        """Join words with commas and a last `and`."""

    def apart(self, text: str) -> str:
        """Return an author's words so that they keep their direction in a sentence."""

    def __hash__(self) -> int:
        """Return the same for the same language, so that what is said in it can be kept."""


class _English:
    """Says messages as they are written."""

    translates = False

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, one: str, many: str, number: int, **more: object) -> str:
        return (one if number == 1 else many) % ({"number": f"{number:,}"} | more)

    def separated(self, number: str) -> str:
        return number

    def listed(self, parts: Iterable[str]) -> str:
        words = list(parts)
        return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"

    def apart(self, text: str) -> str:
        return text


ENGLISH: Words = _English()


class Named(str):
    """What something is called in English, and how to say it in another language.

    Attributes:
        message: the message that it is made of.
        values: what is filled into the message; names of ours are `Named` themselves, all else stays as the author wrote it.
    """

    message: str
    values: dict[str, str]

    def __new__(cls, message: str, **values: str) -> Named:
        named = super().__new__(cls, message % values if values else message)
        named.message, named.values = message, values
        return named

    def said(self, words: Words) -> str:
        """Return it in a language."""
        if not words.translates:
            return str(self)
        if not self.values:
            return words.gettext(self.message)
        return words.gettext(self.message) % {key: said(value, words) for key, value in self.values.items()}

    def known_as(self, message: str) -> Named:
        """Return the same name, which other languages make of another message."""
        named = Named(self)
        named.message = message
        return named


def said(words_of: str, words: Words) -> str:
    """Return in a language what has a name of ours, and what an author wrote as it is."""
    return words_of.said(words) if isinstance(words_of, Named) else words_of
