"""The keys of a BibTeX file, and where they stand. What an entry says is not read."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.linting.extract.patterns import lazy

_ENTRY = lazy(r"@\s*([A-Za-z]+)\s*[{(]")
_KEYS = {"{": lazy(r"\s*([^\s,{}]+)\s*(?=[,}])"), "(": lazy(r"\s*([^\s,{}()]+)\s*(?=[,)])")}
"""A key in braces may hold round brackets, as DOIs do."""
_MARK = lazy(r"[{})]")
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})


def find_keys(text: str) -> dict[str, list[int]]:
    """Return the keys of the entries in their order, each with the numbers of its lines."""
    places: dict[str, list[int]] = {}
    line, counted = 1, 0
    for key, at in _entries(text):
        line += text.count("\n", counted, at)
        counted = at
        places.setdefault(key, []).append(line)
    return places


def _entries(text: str) -> Iterator[tuple[str, int]]:
    """Give keys and where they start; an entry that is never closed hides none that follows."""
    at, closed = 0, True
    while (entry := _ENTRY.search(text, at)) is not None:
        at = entry.end()
        if entry[1].lower() not in _NO_ENTRIES and (key := _KEYS[entry[0][-1]].match(text, at)) is not None:
            yield key[1], key.start(1)
            at = key.end()
        # One look to the end of the text is enough to know, else many open entries would cost the square of their number.
        end = _end_of_group(text, at, text[entry.end() - 1]) if closed else None
        closed = end is not None
        at = at if end is None else end


def _end_of_group(text: str, at: int, opened: str) -> int | None:
    closing, depth = "}" if opened == "{" else ")", 0
    for mark in _MARK.finditer(text, at):
        if mark[0] == "{":
            depth += 1
        elif depth == 0 and mark[0] == closing:
            return mark.end()
        elif depth and mark[0] == "}":
            depth -= 1
    return None
