"""Names of files that differ by a date or a version, as those of the versions of one report. Needs no pydantic."""

from __future__ import annotations

import re
from collections.abc import Sequence

DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)", re.ASCII)
VERSION = re.compile(r"(?<![A-Za-z0-9])v?(\d{1,9}(?:\.\d{1,9})*)(?![A-Za-z0-9])", re.ASCII | re.IGNORECASE)


def without_ending(name: str) -> str:
    """Return the name of a report's file without what all such names end in."""
    return re.sub(r"\.?reward-report\.ya?ml\Z", "", name)


def is_series(names: Sequence[str]) -> bool:
    """Whether names of files differ by nothing but a date or a version in them, as those of versions of one report do."""
    bare = [without_ending(name) for name in names]
    return any(
        all(map(known.search, bare)) and len({known.sub("", name, count=1) for name in bare}) == 1
        for known in (DATE, VERSION)
    )
