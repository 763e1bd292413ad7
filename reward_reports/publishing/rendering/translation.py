"""The words of a page that are ours, in the language of a report: message catalogues as gettext reads them.

English is the source. What a catalogue leaves out stays English and is marked as that, so that a screen reader can say it and a
page from right to left shows it from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from typing import SupportsIndex
from unicodedata import bidirectional

from markupsafe import Markup, escape

from reward_reports.base.catalogues import SOURCE, catalogue_for
from reward_reports.base.resources import directory
from reward_reports.report.model.values import direction_of

DOMAIN = "reward_reports"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_MARK = '<span lang="en" dir="ltr">'
_MARKED = re.compile(f"{_MARK}([^<]*)</span>")
_KEPT = re.compile(r"""="[^"]*"|%\((?:number|total|day|month|year)\)s|(%\(\w+\)s)""")
"""What is filled into a message, as a group where it may be an author's: not a number, and not what stands in an attribute."""
_APART = ("\u2068", "\u2069")
"""FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: what stands between them takes its own direction, and gives none to what is around."""
_SEPARATORS = {"de": (".", ","), "es": (".", ","), "fr": ("\u202f", ",")}
"""What stands between thousands and before decimals, where that is not as in English."""


class English(str):
    """Words of ours that no catalogue translates, on a page in another language."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return marked(escape(str(self)))

    def __mod__(self, values: object) -> English:
        return English(super().__mod__(values))

    def rstrip(self, chars: str | None = None, /) -> English:
        """Return the words without the characters at their end."""
        return English(super().rstrip(chars))

    def __getitem__(self, key: SupportsIndex | slice, /) -> English:
        return English(super().__getitem__(key))


def gettext_noop(message: str) -> str:
    """Return a message as it is: it is marked for translation here, and translated where it is used."""
    return message


def marked(markup: str) -> Markup:
    """Return English for a page in another language."""
    return Markup(f"{_MARK}{markup}</span>")  # noqa: S704 the caller has escaped it


def begins_from_right(text: str) -> bool:
    """Return whether the first letter of a text is of a script that is written from right to left."""
    return next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L") != "L"


def unmarked(words: str) -> str:
    """Return words for a place that can hold no element, such as an attribute."""
    if not isinstance(words, Markup):
        return str(words)
    if _MARK not in words:
        return words
    while (bare := _MARKED.sub(r"\1", words)) != words:  # a message may hold another one
        words = Markup(bare)  # noqa: S704 it was markup before
    return words


class _Untranslated(NullTranslations):
    """Stands behind a catalogue and gives the English."""

    def gettext(self, message: str) -> str:
        return English(message) if any(map(str.isalpha, message)) else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return English(msgid1 if n == 1 else msgid2)


@cache
def _catalogue(name: str | None) -> NullTranslations:
    if name == SOURCE:
        return NullTranslations()
    if name is None:
        return _Untranslated()
    with (directory("locale") / name / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        found = GNUTranslations(file)
    found.add_fallback(_Untranslated())
    return found


@dataclass(frozen=True, slots=True)
class Translation:
    """Our words in one language.

    Attributes:
        tag: the language as BCP 47 writes it, such as `de-AT`. Where there is no catalogue for it, words stay English.
    """

    tag: str = SOURCE

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.tag)

    @property
    def name(self) -> str | None:
        """The catalogue; None where there is none."""
        return catalogue_for(self.tag)

    @property
    def translates(self) -> bool:
        """Whether there are translations; without any, messages are English."""
        return self.name not in (None, SOURCE)

    @property
    def shared(self) -> Translation:
        """The same words under one tag, whatever tags reports give: what is kept for each language is kept once."""
        return Translation((self.name or "und").replace("_", "-"))

    def gettext(self, message: str) -> str:
        """Return a message in the language, or as `English`; see `apart` for what is filled in."""
        return _found(self, message)

    def form(self, one: str, many: str, number: int) -> str:
        """Return the form of a message that fits a number, with its `%(number)s` in it."""
        return self.isolating(_catalogue(self.name).ngettext(one, many, number))

    def separator(self, between: str | None = None) -> str:
        """Return what stands between parts of a list, a comma by default.

        On a page from right to left it says that the list runs that way, since each of its parts may keep a direction of its own.
        """
        found = self.gettext(", ") if between is None else between
        return f"\u200f{found}" if self.direction == "rtl" and found.strip() else found

    def apart(self, text: str) -> str:
        """Return words of an author's for a sentence of ours: on a page from right to left they keep their own direction.

        Without that, a name in Latin letters at its beginning would turn the whole sentence.
        """
        return type(text)(text.join(_APART)) if text and self.direction == "rtl" else text

    def running(self, text: str) -> str:
        """Return an author's words with some of ours among them so that they run as the page does, whatever they begin with."""
        ours = self.direction == "rtl" and any(bidirectional(char) in ("R", "AL") for char in text)
        return f"\u200f{text}" if ours else text

    def isolating(self, message: str) -> str:
        """Return a message that keeps apart what is filled into it."""
        if "%(" not in message or self.direction == "ltr":
            return message
        apart = _KEPT.sub(lambda found: found[1].join(_APART) if found[1] else found[0], message)
        no_letters = not any(map(str.isalpha, PLACEHOLDER.sub("", message)))
        return type(message)(f"\u200f{apart}" if no_letters and apart != message else apart)

    def ngettext(self, one: str, many: str, number: int, **more: object) -> str:
        """Return the form of a message that fits a number; `%(number)s` in it is filled in, and what else it names."""
        return self.form(one, many, number) % ({"number": self.number(number)} | more)

    def number(self, value: float) -> str:
        """Return a number without a needless fraction: `0.41`, `8,120`, `1e-05`."""
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
        return self.separated(f"{int(value):,}" if whole else repr(value))

    def separated(self, number: str) -> str:
        """Return a number that is written as in English with the separators of the language."""
        thousands, decimal = _SEPARATORS.get(self.name or SOURCE, (",", "."))
        return number if decimal == "." else number.translate({ord(","): thousands, ord("."): decimal})

    def listed(self, parts: Iterable[str]) -> str:
        """Join words with commas and a last `and`."""
        words = list(parts)
        if len(words) < 2:
            return "".join(words)
        given = {"several": self.gettext(", ").join(words[:-1]), "last": words[-1]}
        return self.gettext("%(several)s and %(last)s") % given

    def lowered(self, words: str) -> str:
        """Return words as they go on within a sentence; German keeps the capitals of its nouns."""
        return words if self.name == "de" else words[:1].lower() + words[1:]


@lru_cache(1 << 14, typed=True)
def _found(translation: Translation, message: str) -> str:
    """Return a message in a language. A page has hundreds, and the next page has the same."""
    found = _catalogue(translation.name).gettext(message) if message else message
    return translation.isolating(found)


ENGLISH = Translation()
