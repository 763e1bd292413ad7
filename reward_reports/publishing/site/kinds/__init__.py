"""The kinds of pages that a report gets beside its own, one module each: its `KIND` says what the page is called and writes it.

A module in this folder is found by being there. The page is `KIND.name/REPORT.html`, and its template is `KIND.name.html` in
`templates/html/`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.publishing.site.page_kind import PageKind


@cache
def all_kinds() -> tuple[PageKind, ...]:
    """Return every kind of page, in the order in which pages link to each other.

    Raises:
        ConfigError: if a module here has no `KIND`, or there is no template for it.
    """
    from reward_reports.base.errors import ConfigError
    from reward_reports.base.resources import directory
    from reward_reports.publishing.site.page_kind import PageKind

    kinds: list[PageKind] = []
    for found in pkgutil.iter_modules(__path__):
        kind = getattr(import_module(f"{__name__}.{found.name}"), "KIND", None)
        if not isinstance(kind, PageKind):
            raise ConfigError(
                f"{__name__}.{found.name} is not a kind of page: it needs KIND, a PageKind of {PageKind.__module__}"
            )
        template = directory("templates") / "html" / f"{kind.name}.html"
        if not template.is_file():
            raise ConfigError(f"the kind of page {kind.name} has no template: write {template.as_posix()}")
        kinds.append(kind)
    return tuple(sorted(kinds, key=lambda kind: kind.place))
