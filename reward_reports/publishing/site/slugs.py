"""What the pages of a site are called, in names that every file system and address can hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from reward_reports.base.caching import digest_of

_LONGEST = 80
"""Characters of a name; a longer one is cut, and ends with a digest of the whole."""
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*\.(?:html|json|xml)")
"""What Windows keeps for devices; and what looks like the name of another page, which cannot be a folder as well."""


def page_name(identity: str) -> str:
    """Return the file name of a report's page: its id, or what is close to it where that cannot be the name of a file."""
    bare = _safe(identity)
    return f"{_with_digest(bare, identity) if not bare or _TAKEN.fullmatch(bare) else bare}.html"


def file_names(words: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """Return a name for each version or id, in their order: the words themselves, with a number where they come back.

    Args:
        words: versions or ids.
        taken: names that something else has.
    """
    counts = dict.fromkeys(taken, 1)
    names = []
    for word in words:
        bare = name = _safe(word) or "unnamed"
        while name in counts:
            counts[bare] += 1
            name = f"{bare}_{counts[bare]}"
        counts[name] = 1
        names.append(name)
    return names


def _safe(words: str) -> str:
    bare = re.sub(r"[^a-z0-9._-]", "-", words.lower()).strip(".")
    return bare if len(bare) <= _LONGEST else _with_digest(bare, words)


def _with_digest(bare: str, words: str) -> str:
    """Return a name that no other words have."""
    digest = digest_of(words.encode("utf-8", "surrogatepass"))[:12]
    return f"{bare.replace('.', '-')[: _LONGEST - 1 - len(digest)]}-{digest}"
