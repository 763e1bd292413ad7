"""The life of a report: its revisions in git, or in a folder of dated files, each as a document.

The names below are imported when they are first used: a warm `lint --since` needs `base_of` alone, and no pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reward_reports.changes.history.base import base_of
    from reward_reports.changes.history.folder import versions_in
    from reward_reports.changes.history.revision import PlacedBy, Revision
    from reward_reports.changes.history.revisions import as_it_stands, history_of

__all__ = ["PlacedBy", "Revision", "as_it_stands", "base_of", "history_of", "versions_in"]

_HOMES = {
    "PlacedBy": "revision", "Revision": "revision", "as_it_stands": "revisions", "base_of": "base",
    "history_of": "revisions", "versions_in": "folder",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
