"""What the pages of a site are called."""

from __future__ import annotations

import re
from collections.abc import Iterable


def page_name(identity: str) -> str:
    """Return the file name of a report's page: its id, in characters that every file system and address can hold."""
    return _safe(identity) + ".html"


def file_names(words: Iterable[str]) -> list[str]:
    """Return a name for each version or id, in their order: the words themselves, with a number where they come back."""
    taken: set[str] = set()
    made = []
    for one in words:
        bare = _safe(one) or "unnamed"
        name = next(
            name
            for number in range(1, len(taken) + 2)
            if (name := bare if number == 1 else f"{bare}_{number}") not in taken
        )
        taken.add(name)
        made.append(name)
    return made


def _safe(words: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "-", words.lower()).strip(".")
