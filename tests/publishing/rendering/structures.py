"""What a page is built of, to open in a browser only pages on which something is built as on no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LOADING = {"src", "srcset", "data", "poster", "background", "xlink:href"}
_LONG_WORD = 15


class Built(HTMLParser):
    """A page as it is built.

    Attributes:
        parts: every element within its parent, both by name and class, with how long a word may be in it, and the widths of tables.
        loaded: addresses of what a browser loads with the page.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: set[object] = set()
        self.loaded: set[str] = set()
        self._open: list[tuple[str, str]] = [("", "")]
        self._children = [0]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attributes)
        if tag not in _EMPTY:
            self._open.append(self._element(tag, attributes))
            self._children.append(0)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.parts.add((self._open[-1], self._element(tag, attributes)))
        self._children[-1] += 1
        for name, value in attributes:
            self._note(tag, name, value or "")

    def _element(self, tag: str, attributes: list[tuple[str, str | None]]) -> tuple[str, str]:
        return tag, dict(attributes).get("class") or ""

    def _note(self, tag: str, name: str, value: str) -> None:
        if name in _LOADING or (name == "href" and tag != "a"):
            self.loaded.add(value)
        elif name == "style":
            self._note_style(value)

    def handle_data(self, text: str) -> None:
        if self._open[-1][0] == "style":
            self._note_style(text)
        elif (longest := max(map(len, text.split()), default=0)) > _LONG_WORD:
            self.parts.add((self._open[-1], longest.bit_length()))

    def _note_style(self, text: str) -> None:
        self.loaded |= set(re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s]*)""", text))

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1:
            element, children = self._open.pop(), self._children.pop()
            if element[0] == "tr":
                self.parts.add((self._open[-1], "cells", children))
            if element[0] == tag:
                return


def telling(pages: Iterable[Path]) -> list[Path]:
    """Return the fewest pages, or nearly, that hold every part that any of the pages holds; always the same ones."""
    parts = {page: Built(page.read_text("utf-8")).parts for page in pages}
    chosen, known = [], set[object]()
    for page in sorted(parts, key=lambda one: (-len(parts[one]), one)):
        if not parts[page] <= known:
            known |= parts[page]
            chosen.append(page)
    return chosen
