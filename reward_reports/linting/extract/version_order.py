"""The order of versions: compared part by part as numbers, and the newest of a changelog."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from reward_reports.linting.context import Context
    from reward_reports.report.model.system_maintenance import Entry

_VERSION = lazy(r"\s*v?(\d{1,9}(?:\.\d{1,9})*)\s*\Z", re.ASCII | re.IGNORECASE)

Version: TypeAlias = tuple[int, ...]


@lru_cache
def version_of(text: str) -> Version | None:
    """Return a version as numbers, so that 0.10 follows 0.9 and 1 is 1.0; None for anything but numbers and dots."""
    match = _VERSION.match(text)
    if match is None:
        return None
    parts = [int(part) for part in match[1].split(".")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


def same_version(one: str, other: str) -> bool:
    """Whether two versions are the same, however they are written: `v1.0` and `1.0`."""
    if one == other:
        return True
    key = version_of(one)
    return key == version_of(other) if key is not None else one.strip() == other.strip()


def greatest(versions: list[str]) -> str | None:
    """Return the greatest version as written, or None where one of them cannot be compared."""
    keyed = [(key, text) for text in versions if (key := version_of(text)) is not None]
    return max(keyed)[1] if keyed and len(keyed) == len(versions) else None


def newest_entries(context: Context) -> list[Entry]:
    """Return the changelog entries that no other entry is surely later than; the order of the file does not matter."""
    entries = [entry for _, entry in context.entries]
    if not entries:
        return []
    last = max(entry.date.start for entry in entries)
    return [entry for entry in entries if entry.date.end >= last]
