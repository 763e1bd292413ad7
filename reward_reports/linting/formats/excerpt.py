"""A line of a file with carets below a stretch of it, right in the cells of a terminal."""

from __future__ import annotations

from reward_reports.base.escaping.cells import cells_of
from reward_reports.base.escaping.visible import unsafe_characters

_TAB = 4
_CUT = "…"


def excerpt(line: str, column: int, end_column: int, width: int) -> tuple[str, str]:
    """Return a line as it is shown, and the carets for the line below it.

    Tabs become blanks, unsafe characters are written out, and a long line is cut around the carets.

    Args:
        line: the line without its end.
        column: the first character that is meant, from 1.
        end_column: the one behind the last; at least one caret is given.
        width: how many cells there are.
    """
    start = min(max(column - 1, 0), len(line))
    end = min(max(end_column - 1, start), len(line))
    # What lies further off cannot be shown; leaving it out keeps a line of a megabyte cheap.
    first, last = max(0, start - width), min(len(line), start + width)
    shown = _shown(line[first:last])
    cells = [cells_of(text) for text in shown]
    start, end = _at_base(cells, start - first), min(end, last) - first
    low, high = _window(cells, start, width)
    left = _CUT if first + low > 0 else ""
    right = _CUT if first + high < len(line) else ""
    blanks = len(left) + sum(cells[low:start])
    carets = max(1, sum(cells[start : min(end, high)]))
    return left + "".join(shown[low:high]) + right, " " * blanks + "^" * carets


def _shown(text: str) -> list[str]:
    """Return what is shown for each character."""
    unsafe = unsafe_characters(text)
    shown: list[str] = []
    at = 0
    for index, character in enumerate(text):
        replacement = " " * (_TAB - at % _TAB) if character == "\t" else unsafe.get(index, character)
        shown.append(replacement)
        at += cells_of(replacement)
    return shown


def _at_base(cells: list[int], start: int) -> int:
    """Go back from a combining mark to the character that carries it."""
    while 0 < start < len(cells) and cells[start] == 0:
        start -= 1
    return start


def _window(cells: list[int], start: int, width: int) -> tuple[int, int]:
    """Return which characters fit, most of them behind the start."""
    room = width - 2 * len(_CUT)
    if sum(cells) <= room:
        return 0, len(cells)
    high, room = _reach(cells[start:], room * 2 // 3, room)
    low, room = _reach(cells[:start][::-1], room, room)
    more, _ = _reach(cells[start + high :], room, room)
    return start - low, start + high + more


def _reach(cells: list[int], limit: int, room: int) -> tuple[int, int]:
    """Return how many of the characters fit the limit, and the room that is left."""
    used = 0
    for number, taken in enumerate(cells):
        if used + taken > limit:
            return number, room - used
        used += taken
    return len(cells), room - used
