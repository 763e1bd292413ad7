"""What stands in a report where a part of it did not load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


class UnloadedError(Exception):
    """Somebody looked at a part of a report that did not load. It says nothing about the report: whoever asked cannot tell."""


class _Unloaded:
    """A part that did not load: it is there, and whatever is asked of it ends in `UnloadedError`."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise UnloadedError(name)

    def _refuse(self, *_: object) -> NoReturn:
        raise UnloadedError

    __add__ = __radd__ = __bool__ = __contains__ = __eq__ = __format__ = __ge__ = __getitem__ = __gt__ = _refuse
    __hash__ = __iter__ = __le__ = __len__ = __lt__ = __ne__ = __repr__ = __str__ = _refuse


UNLOADED: Any = _Unloaded()
"""The one such part. Ask for it with `is`."""


def each(entries: Iterable[tuple[Any, T]]) -> Iterator[tuple[Any, T]]:
    """Give the entries that did load, each with what it is paired with, such as its position.

    For whoever judges each entry by itself. Who concludes something from the absence of an entry has to look at all of them.
    """
    return ((place, entry) for place, entry in entries if entry is not UNLOADED)
