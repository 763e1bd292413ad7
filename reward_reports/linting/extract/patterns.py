"""Regular expressions that are compiled when they are first used: most files need few of those that rules have."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern, and takes over its methods as they are asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = pattern, flags

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(re.compile(*self._made_of), name)  # `re` keeps what it compiled
        setattr(self, name, attribute)
        return attribute


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)` does, and costs nothing until it is used."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
