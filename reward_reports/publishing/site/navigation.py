"""Pages in the navigation of a site: lists, mappings of titles, and names of files, as they stand in mkdocs.yml."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any


def with_pages(nav: list[Any], folder: str, title: str, pages: list[str]) -> tuple[list[Any], set[str]]:
    """Return the navigation with pages in it, and the files that it names.

    Args:
        nav: the navigation as the site's author wrote it.
        folder: where the pages lie; `folder/` in the navigation stands for all of them.
        title: what the pages are called together, where the author gave them no title.
        pages: their files. If the navigation names neither one of them nor their folder, they are put behind it.
    """
    filled = _filled(nav, folder, title, pages)
    named = set(_names(filled))
    if pages and named.isdisjoint(pages):
        return [*filled, {title: pages}], named | set(pages)
    return filled, named


def _filled(part: Any, folder: str, title: str, pages: list[str]) -> Any:
    if isinstance(part, list):
        titled = [{title: child} if _is_folder(child, folder) else child for child in part]
        return [_filled(child, folder, title, pages) for child in titled]
    if isinstance(part, dict):
        return {name: _filled(child, folder, title, pages) for name, child in part.items()}
    return pages if _is_folder(part, folder) else part


def _is_folder(part: Any, folder: str) -> bool:
    return isinstance(part, str) and part.endswith("/") and posixpath.normpath(part) == folder


def _names(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield posixpath.normpath(part)
    elif isinstance(part, list | dict):
        for child in part.values() if isinstance(part, dict) else part:
            yield from _names(child)
