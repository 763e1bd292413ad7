"""The macros that an author has defined so far, group within group."""

from __future__ import annotations

from reward_reports.exchange.importing.latex_definitions import Macro
from reward_reports.exchange.importing.latex_macros import SECTIONS, field_titles

_NEVER_REPLACED = frozenset(
    (*SECTIONS, "begin", "end", "item", "title", "author", "date", "documentclass", "unknownchar")
)
"""Commands whose meaning for a report is known, however an author has them set."""


class Macros:
    """Knows what each macro stands for where the reader is.

    Attributes:
        known: the macros by name.
        titles: for those whose arguments are fields, the titles of the fields; empty for others.
    """

    def __init__(self) -> None:
        self.known: dict[str, Macro] = {}
        self.titles: dict[str, tuple[str, ...]] = {}
        self._replaced: list[dict[str, Macro | None]] = []
        """For each open group, what the macros stood for before it."""

    def define(self, name: str, macro: Macro, *, everywhere: bool) -> None:
        """Take a definition, which the end of the group forgets unless it holds everywhere."""
        if name in _NEVER_REPLACED:
            return
        if self._replaced and not everywhere:
            self._replaced[-1].setdefault(name, self.known.get(name))
        self.known[name] = macro
        self.titles[name] = field_titles(name, macro.body)

    def open_group(self) -> None:
        """Go into a group."""
        self._replaced.append({})

    def close_group(self) -> None:
        """Go out of a group; one that was never opened is passed over."""
        for name, macro in (self._replaced.pop() if self._replaced else {}).items():
            if macro is None:
                self.known.pop(name, None)
            else:
                self.known[name] = macro
