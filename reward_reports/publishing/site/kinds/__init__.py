"""The kinds of pages that a report gets beside its own, one module each: its `KIND` says what the page is called and writes it.

A module in this folder is found by being there. The page is `KIND.name/REPORT.html` and its template `KIND.name.html`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.publishing.site.subpages import PageKind


@cache
def all_kinds() -> tuple[PageKind, ...]:
    """Return every kind of page, in the order in which pages link to each other.

    Raises:
        TypeError: if a module here has no `KIND`.
    """
    from reward_reports.publishing.site.subpages import PageKind

    kinds: list[PageKind] = []
    for found in pkgutil.iter_modules(__path__):
        kind = getattr(import_module(f"{__name__}.{found.name}"), "KIND", None)
        if not isinstance(kind, PageKind):
            raise TypeError(f"{__name__}.{found.name} needs KIND, a PageKind")
        kinds.append(kind)
    return tuple(sorted(kinds, key=lambda kind: kind.place))
