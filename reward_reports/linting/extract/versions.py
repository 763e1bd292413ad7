"""What a report's version tells without its changelog."""

from __future__ import annotations

from reward_reports.linting.extract.patterns import lazy

_NUMBERS = lazy(r"[vV]?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?![\d.])")
_FIRST = frozenset({(0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0)})
_YEAR = 1900


def after_the_first(version: str) -> bool:
    """Whether a version is surely a later one than the first; False for years and for names, which do not tell."""
    match = _NUMBERS.match(version.strip())
    if match is None:
        return False
    numbers = tuple(int(group or 0) for group in match.groups())
    return numbers not in _FIRST and numbers[0] < _YEAR
