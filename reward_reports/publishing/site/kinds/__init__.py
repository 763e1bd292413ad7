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
    """Return every kind of page, in the order in which pages link to each other."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.KIND for module in modules), key=lambda kind: kind.place))
